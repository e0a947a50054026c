import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { newKey } from '../../../client/api.ts'
import { saidDeleted } from '../../../client/change.ts'
import type { FieldAnswer } from '../../../core/model/answers.ts'
import { COLORS } from '../../../core/model/entities.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import { type OptionAnswer, optionsOf } from '../../../parts/values/options.ts'
import { Button } from '../../../widgets/button.tsx'
import { ColorPick } from '../../../widgets/color-pick.tsx'
import { AddLine } from './line.tsx'
import css from './settings.module.css'
import { storeConfig } from './store-config.ts'

/** The options of a select: what one may choose. */
export function OptionSettings(props: { field: FieldAnswer }) {
  const options = () => optionsOf(props.field)
  const store = (next: (now: OptionAnswer[]) => OptionAnswer[], said?: string) =>
    storeConfig(
      () => props.field,
      (config) => ({ ...config, options: next(options()) as unknown as Json }),
      said,
    )

  const edit = (id: string, part: Partial<OptionAnswer>) =>
    store((now) => now.map((one) => (one.id === id ? { ...one, ...part } : one)))

  const add = (name: string): Promise<boolean> =>
    store((now) => [...now, { id: newKey().slice(0, 8), name, color: COLORS[1 + (now.length % (COLORS.length - 1))]! }])

  return (
    <details class={css.options}>
      <summary>{t('settings.options', { count: options().length })}</summary>
      <ul class={css.chips}>
        <For each={options().map(({ id }) => id)}>
          {(id) => (
            <Show when={options().find((one) => one.id === id)}>
              {(option) => (
                <li class={css.option}>
                  <ColorPick
                    label={t('settings.colorOf', { name: option().name })}
                    colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
                    value={option().color ?? 'grey'}
                    pick={(color) => void edit(option().id, { color })}
                  />
                  <input
                    class={css.name}
                    value={option().name}
                    maxlength={200}
                    aria-label={t('settings.nameOf', { name: option().name })}
                    onChange={(event) => {
                      const name = event.currentTarget.value.trim()
                      if (name === '') event.currentTarget.value = option().name
                      else void edit(option().id, { name })
                    }}
                    onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
                  />
                  <Button
                    look="icon"
                    size="small"
                    aria-label={t('settings.delete', { name: option().name })}
                    onClick={() => void store((now) => now.filter((one) => one.id !== id), saidDeleted(option().name))}
                  >
                    <X size={12} />
                  </Button>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <AddLine label={t('settings.newOption')} add={add} />
    </details>
  )
}
