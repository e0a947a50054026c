import { onMount, Show } from 'solid-js'
import { moveRecord } from '../../../client/records/save.ts'
import type { ListAnswer, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { optionsOf } from '../../../parts/values/options.ts'
import { Button } from '../../../widgets/button.tsx'
import { Chip } from '../../../widgets/chip.tsx'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import { Picker } from '../../../widgets/picker.tsx'
import css from './lost-sheet.module.css'

export interface LostSheetProps {
  record: RecordAnswer
  project: ProjectAnswer
  list: ListAnswer
  anchor: HTMLElement
  onClose: () => void
}

/** Asks why, where the list asks for a field of choices, and moves the record with the answer; who closes it moves nothing. */
export default function LostSheet(props: LostSheetProps) {
  const reason = () =>
    props.list.asks
      .map(({ field }) => props.project.fields.find(({ id }) => id === field))
      .find((field) => field && !field.fixed && optionsOf(field).length > 0)
  onMount(() => reason() || move())

  function move(option?: { id: string; name: string }): void {
    props.onClose()
    const field = reason()
    if (!field || !option) return void moveRecord(props.record, props.list)
    const { id, name } = option
    const isSet = kindOf(field.type) === 'set'
    void moveRecord(
      props.record,
      props.list,
      { [field.id]: isSet ? [id] : id },
      { [field.id]: isSet ? [{ id, name }] : { id, name } },
    )
  }

  return (
    <Show when={reason()}>
      {(field) => (
        <Sheet label={field().name} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
          <div class={css.sheet}>
            <Picker
              label={t('record.whyLost')}
              choices={optionsOf(field()).map(({ id, name, color = 'grey' }) => ({
                id,
                name,
                show: <Chip name={name} color={color} />,
              }))}
              selected={[]}
              emptyText={t('picker.nothing')}
              onSelect={move}
            />
            <Button variant="plain" size="small" class={css.without!} onClick={() => move()}>
              {t('record.lostWithout')}
            </Button>
          </div>
        </Sheet>
      )}
    </Show>
  )
}
