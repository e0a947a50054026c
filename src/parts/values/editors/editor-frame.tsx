import type { ParentProps } from 'solid-js'
import { hasLeft } from './editor-focus.ts'
import css from './editors.module.css'

interface FrameProps {
  /** Enter, or the focus leaves the editor and all that may be chosen in it */
  onSave: () => void
  /** Esc */
  onCancel: () => void
}

/** An editor in place of a value, of one line and what stands below it: Enter or leaving saves, Esc doesn't. */
export function EditorFrame(props: ParentProps<FrameProps>) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the inputs inside
    <div
      class={css.editor}
      data-stores-when-removed
      onFocusOut={(event) => hasLeft(event) && props.onSave()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) props.onSave()
        else if (event.key === 'Escape') {
          event.stopPropagation()
          props.onCancel()
        }
      }}
    >
      {props.children}
    </div>
  )
}
