import { Popover } from '../../../widgets/overlay/popover.tsx'
import { ReferencePicker } from '../reference-picker.tsx'
import { textOf } from '../text-of.ts'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

/** The linked records, chosen in a popover. */
export function ReferenceEditor(props: EditorProps) {
  return (
    <Popover
      label={props.field.name}
      value={textOf(props.field, props.value)}
      class={css.trigger!}
      open
      onOpenChange={(open) => !open && props.onClose()}
      trigger={<span>{textOf(props.field, props.value)}</span>}
    >
      <ReferencePicker {...props} />
    </Popover>
  )
}
