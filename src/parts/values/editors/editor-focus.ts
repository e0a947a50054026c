import type { Refused } from './editing.ts'

/** One that opens again because its value was refused must not take the focus from where somebody types by now. */
export function takeFocus(element: HTMLElement, refused: Refused | undefined): void {
  if (!refused || !document.activeElement?.matches('input, textarea, select')) element.focus()
}
/**
 * Whether who edits has left the editor. A dialog of the app's own that opens above it takes the focus and gives it back: nothing is
 * stored by that. Nor by another window that comes in front, to look up what is to be typed: the focus stays in the editor then.
 */
export function hasLeft({ currentTarget, relatedTarget }: FocusEvent): boolean {
  const [editor, to] = [currentTarget as Element, relatedTarget as Element | null]
  if (editor.contains(to) || editor.contains(document.activeElement)) return false
  const dialog = to?.closest('[role=dialog], [role=alertdialog]')
  return !dialog || dialog.contains(editor)
}
