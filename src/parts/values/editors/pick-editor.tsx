import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import type { Named } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import { Chip } from '../../../widgets/chip.tsx'
import { Popover } from '../../../widgets/overlay/popover.tsx'
import { type Choice, Picker } from '../../../widgets/picker.tsx'
import { widgetOf } from '../../field-types/index.ts'
import { optionsOf } from '../options.ts'
import { ShowValue } from '../show-value.tsx'
import { textOf } from '../text-of.ts'
import { typeChoices } from '../type-choices.ts'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

/** Selects one or several options, countries or people; stored at once. */
export function PickEditor(props: EditorProps) {
  const people = trackLatestValue(usePeople())
  const widget = () => widgetOf(props.field.type)
  const { knownChoices, hasTypeChoices } = typeChoices(widget)
  const choices = (): Choice[] => {
    if (hasTypeChoices()) return knownChoices()
    if (widget().choices === 'people')
      return people()?.filter(({ id, state }) => state === 'active' || selected().includes(id)) ?? []
    return optionsOf(props.field).map((option) => ({
      id: option.id,
      name: option.name,
      show: <Chip name={option.name} color={option.color ?? 'grey'} />,
    }))
  }
  const isSet = () => widget().kind === 'set'
  const isMultiple = () => isSet() && props.field.config.multiple !== false
  const selected = (): string[] => {
    if (Array.isArray(props.value)) return props.value.map((item) => (item as unknown as Named).id)
    if (typeof props.value === 'string') return [props.value]
    return props.value ? [(props.value as unknown as Named).id] : []
  }

  function select(choice: Choice): void {
    const wasSelected = selected().includes(choice.id)
    const ids = isMultiple()
      ? wasSelected
        ? selected().filter((id) => id !== choice.id)
        : [...selected(), choice.id]
      : wasSelected
        ? []
        : [choice.id]
    const selectedItems = ids.map((id) => ({ id, name: choices().find((choice) => choice.id === id)?.name ?? '' }))
    void props.onSave(isSet() ? ids : (ids[0] ?? null), displayFrom(selectedItems))
    if (!isMultiple()) props.onClose()
  }

  const displayFrom = (selectedItems: Named[]): Json => {
    if (Array.isArray(props.value) || isSet()) return selectedItems as unknown as Json
    if (hasTypeChoices()) return selectedItems[0]?.id ?? null
    return (selectedItems[0] as unknown as Json) ?? null
  }

  return (
    <Popover
      label={props.field.name}
      value={textOf(props.field, props.value)}
      class={css.trigger}
      open
      onOpenChange={(open) => !open && props.onClose()}
      trigger={<ShowValue field={props.field} value={props.value} />}
    >
      <Picker
        initialText={props.initialText}
        label={t('search')}
        choices={choices()}
        selected={selected()}
        emptyText={t('picker.nothing')}
        onSelect={select}
      />
    </Popover>
  )
}
