import { For } from 'solid-js'
import { LANGUAGES, type Language, language, setLanguage, t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'

/** Each language by its own name. */
export function LanguageSwitch(props: { chosen?: (language: Language) => void }) {
  return (
    <fieldset style={{ display: 'flex', gap: '4px' }} aria-label={t('setUp.language')}>
      <For each={Object.entries(LANGUAGES) as [Language, { name: string }][]}>
        {([code, one]) => (
          <Button
            look="plain"
            size="small"
            lang={code}
            aria-pressed={language() === code}
            onClick={async () => {
              await setLanguage(code)
              props.chosen?.(code)
            }}
          >
            {one.name}
          </Button>
        )}
      </For>
    </fieldset>
  )
}
