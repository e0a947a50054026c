/**
 * Whether who edits has left the editor. A dialog of the app's own that opens above it takes the focus and gives it back: nothing is
 * stored by that.
 */
export function hasLeft({ currentTarget, relatedTarget }: FocusEvent): boolean {
  const [editor, to] = [currentTarget as Element, relatedTarget as Element | null]
  if (editor.contains(to)) return false
  const dialog = to?.closest('[role=dialog], [role=alertdialog]')
  return !dialog || dialog.contains(editor)
}
