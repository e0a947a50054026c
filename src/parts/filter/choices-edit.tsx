import { createSignal, For, Show } from 'solid-js'
import { number } from '../../client/format.ts'
import { t } from '../../i18n/index.ts'
import { Chip } from '../../widgets/chip.tsx'
import { Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { widgetOf } from '../field-types/index.ts'
import { useChoices } from './choices.ts'
import css from './filter.module.css'
import type { Names } from './names.ts'
import type { OneProps } from './value-edit.tsx'

const FEW = 3

/** One or several of a known set, kept by their ids. */
export function ChoicesEdit(props: OneProps & { many: boolean; names: Names }) {
  const [open, setOpen] = createSignal(false)
  const { choices, search, busy } = useChoices(() => props.subject)
  const chosen = (): string[] => {
    if (props.value === undefined || props.value === null) return []
    return (Array.isArray(props.value) ? props.value : [props.value]).map(String)
  }
  const found = (id: string) => choices().find((one) => one.id === id || one.name === id)
  const nameOf = (id: string) => props.names.of(props.subject, id) ?? found(id)?.name ?? id
  const said = () => chosen().slice(0, FEW).map(nameOf).join(', ') || t('filter.choose')

  function pick(id: string): void {
    if (props.many) {
      // What was given by name is kept by id from here on.
      const ids = chosen().map((one) => found(one)?.id ?? one)
      const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]
      props.set(next.length > 0 ? next : undefined)
    } else {
      setOpen(false)
      props.set(id)
    }
  }

  return (
    <Popover
      label={props.label}
      value={said()}
      class={css.choices}
      open={open()}
      onOpenChange={setOpen}
      trigger={
        <Show when={chosen().length > 0} fallback={<span class={css.none}>{t('filter.choose')}</span>}>
          <For each={chosen().slice(0, FEW)}>
            {(id) => (
              <>
                <Show when={found(id)?.color} fallback={<span class={css.plain}>{nameOf(id)}</span>}>
                  {(color) => <Chip name={nameOf(id)} color={color()} />}
                </Show>{' '}
              </>
            )}
          </For>
          <Show when={chosen().length > FEW}>
            <span class={css.rest} data-rest={`+${number(chosen().length - FEW)}`} />
          </Show>
        </Show>
      }
    >
      <Picker
        label={t('search')}
        choices={choices().map(({ id, name, color }) => ({
          id,
          name,
          ...(color ? { show: <Chip name={name} color={color} /> } : {}),
        }))}
        chosen={chosen().map((one) => found(one)?.id ?? one)}
        note={t('picker.nothing')}
        busy={busy()}
        {...(widgetOf(props.subject.type).choices === 'records' ? { search } : {})}
        pick={(choice) => pick(choice.id)}
      />
    </Popover>
  )
}
