import { createSignal, For, Show } from 'solid-js'
import { number } from '../../../client/format.ts'
import { t } from '../../../i18n/index.ts'
import { Chip } from '../../../widgets/chip.tsx'
import { Popover } from '../../../widgets/overlay/popover.tsx'
import { Picker } from '../../../widgets/picker.tsx'
import { widgetOf } from '../../field-types/index.ts'
import css from '../filter.module.css'
import type { Names } from '../filter-names.ts'
import { useChoices } from './choices.ts'
import type { SingleValueProps } from './single-value.ts'

const NAMED_CHOICES = 3

/** Selects one or several choices, stored by id. */
export function ChoicesEdit(props: SingleValueProps & { multiple: boolean; names: Names }) {
  const [open, setOpen] = createSignal(false)
  const { choices, search, busy } = useChoices(() => props.subject)
  const selected = (): string[] => {
    if (props.value === undefined || props.value === null) return []
    return (Array.isArray(props.value) ? props.value : [props.value]).map(String)
  }
  const findChoice = (id: string) => choices().find((choice) => choice.id === id || choice.name === id)
  const nameOf = (id: string) => props.names.of(props.subject, id) ?? findChoice(id)?.name ?? id
  const summary = () => selected().slice(0, NAMED_CHOICES).map(nameOf).join(', ') || t('filter.choose')

  function pick(id: string): void {
    if (props.multiple) {
      // A choice given by name is stored by id once it is edited.
      const ids = selected().map((id) => findChoice(id)?.id ?? id)
      const next = ids.includes(id) ? ids.filter((selectedId) => selectedId !== id) : [...ids, id]
      props.onChange(next.length > 0 ? next : undefined)
    } else {
      setOpen(false)
      props.onChange(id)
    }
  }

  return (
    <Popover
      label={props.label}
      value={summary()}
      class={css.choices}
      open={open()}
      onOpenChange={setOpen}
      trigger={
        <Show when={selected().length > 0} fallback={<span class={css.none}>{t('filter.choose')}</span>}>
          <For each={selected().slice(0, NAMED_CHOICES)}>
            {(id) => (
              <>
                <Show when={findChoice(id)?.color} fallback={<span class={css.plain}>{nameOf(id)}</span>}>
                  {(color) => <Chip name={nameOf(id)} color={color()} />}
                </Show>{' '}
              </>
            )}
          </For>
          <Show when={selected().length > NAMED_CHOICES}>
            <span class={css.rest} data-rest={`+${number(selected().length - NAMED_CHOICES)}`} />
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
        selected={selected().map((id) => findChoice(id)?.id ?? id)}
        emptyText={t('picker.nothing')}
        busy={busy()}
        {...(widgetOf(props.subject.type).choices === 'records' ? { onSearch: search } : {})}
        onSelect={(choice) => pick(choice.id)}
      />
    </Popover>
  )
}
