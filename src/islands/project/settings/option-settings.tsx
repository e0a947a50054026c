import X from 'lucide-solid/icons/x'
import { For } from 'solid-js'
import { newKey } from '../../../client/api.ts'
import { change, saidDeleted } from '../../../client/change.ts'
import type { FieldAnswer } from '../../../core/model/answers.ts'
import { COLORS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { type OptionAnswer, optionsOf } from '../../../parts/values/options.ts'
import { Button } from '../../../widgets/button.tsx'
import { ColorPick } from '../../../widgets/color-pick.tsx'
import { AddLine } from './line.tsx'
import css from './settings.module.css'

/** The options of a select: what one may choose. */
export function OptionSettings(props: { field: FieldAnswer }) {
  const options = () => optionsOf(props.field)
  const store = (next: OptionAnswer[], said?: string) =>
    change('PATCH', `/api/fields/${props.field.id}`, { config: { ...props.field.config, options: next } }, said)

  const edit = (id: string, part: Partial<OptionAnswer>) =>
    store(options().map((one) => (one.id === id ? { ...one, ...part } : one)))

  function add(name: string): Promise<boolean> {
    const color = COLORS[1 + (options().length % (COLORS.length - 1))]!
    return store([...options(), { id: newKey().slice(0, 8), name, color }])
  }

  return (
    <details class={css.options}>
      <summary>{t('settings.options', { count: options().length })}</summary>
      <ul class={css.chips}>
        <For each={options()}>
          {(option) => (
            <li class={css.option}>
              <ColorPick
                label={t('settings.colorOf', { name: option.name })}
                colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
                value={option.color ?? 'grey'}
                pick={(color) => void edit(option.id, { color })}
              />
              <input
                class={css.name}
                value={option.name}
                maxlength={200}
                aria-label={t('settings.nameOf', { name: option.name })}
                onChange={(event) => {
                  const name = event.currentTarget.value.trim()
                  if (name === '') event.currentTarget.value = option.name
                  else void edit(option.id, { name })
                }}
                onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
              />
              <Button
                look="icon"
                size="small"
                aria-label={t('settings.delete', { name: option.name })}
                onClick={() =>
                  void store(
                    options().filter((one) => one.id !== option.id),
                    saidDeleted(option.name),
                  )
                }
              >
                <X size={12} />
              </Button>
            </li>
          )}
        </For>
      </ul>
      <AddLine label={t('settings.newOption')} add={add} />
    </details>
  )
}
