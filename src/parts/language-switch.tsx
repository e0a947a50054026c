import { For } from 'solid-js'
import { LANGUAGES, type Language, language, setLanguage, t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'

/** Each language by its own name. */
export function LanguageSwitch(props: { onSelect?: (language: Language) => void }) {
  return (
    <fieldset style={{ display: 'flex', gap: '4px' }} aria-label={t('setUp.language')}>
      <For each={Object.entries(LANGUAGES) as [Language, { name: string }][]}>
        {([code, one]) => (
          <Button
            variant="plain"
            size="small"
            lang={code}
            aria-pressed={language() === code}
            onClick={async () => {
              await setLanguage(code)
              props.onSelect?.(code)
            }}
          >
            {one.name}
          </Button>
        )}
      </For>
    </fieldset>
  )
}
