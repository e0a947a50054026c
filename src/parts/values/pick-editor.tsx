import { latestValues } from '../../client/latest-value.ts'
import { usePeople } from '../../client/workspace.ts'
import type { Named } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { Chip } from '../../widgets/chip.tsx'
import { type Choice, Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { widgetOf } from '../field-types/index.ts'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'
import { optionsOf } from './options.ts'
import { ownChoices } from './own-choices.ts'
import { ShowValue } from './show-value.tsx'
import { textOf } from './text-of.ts'

/** One or several of a known set: options, countries, people. What is chosen is stored at once. */
export function PickEditor(props: EditorProps) {
  const people = latestValues(usePeople())
  const widget = () => widgetOf(props.field.type)
  const { known, own } = ownChoices(widget)
  const choices = (): Choice[] => {
    if (own()) return known()
    if (widget().choices === 'people')
      return people()?.filter(({ id, state }) => state === 'active' || chosen().includes(id)) ?? []
    return optionsOf(props.field).map((option) => ({
      id: option.id,
      name: option.name,
      show: <Chip name={option.name} color={option.color ?? 'grey'} />,
    }))
  }
  const isSet = () => widget().kind === 'set'
  const many = () => isSet() && props.field.config.multiple !== false
  const chosen = (): string[] => {
    if (Array.isArray(props.value)) return props.value.map((one) => (one as unknown as Named).id)
    if (typeof props.value === 'string') return [props.value]
    return props.value ? [(props.value as unknown as Named).id] : []
  }

  function pick(choice: Choice): void {
    const had = chosen().includes(choice.id)
    const ids = many()
      ? had
        ? chosen().filter((id) => id !== choice.id)
        : [...chosen(), choice.id]
      : had
        ? []
        : [choice.id]
    const named = ids.map((id) => ({ id, name: choices().find((one) => one.id === id)?.name ?? '' }))
    void props.save(isSet() ? ids : (ids[0] ?? null), shownFrom(named))
    if (!many()) props.close()
  }

  const shownFrom = (named: Named[]): Json => {
    if (Array.isArray(props.value) || isSet()) return named as unknown as Json
    if (own()) return named[0]?.id ?? null
    return (named[0] as unknown as Json) ?? null
  }

  return (
    <Popover
      label={props.field.name}
      value={textOf(props.field, props.value)}
      class={css.trigger}
      open
      onOpenChange={(open) => !open && props.close()}
      trigger={<ShowValue field={props.field} value={props.value} />}
    >
      <Picker label={t('search')} choices={choices()} chosen={chosen()} note={t('picker.nothing')} pick={pick} />
    </Popover>
  )
}
