import type { Refused } from './editing.ts'

/** One that opens again because its value was refused must not take the focus from where somebody types by now. */
export function takeFocus(element: HTMLElement, refused: Refused | undefined): void {
  if (!refused || !document.activeElement?.matches('input, textarea, select')) element.focus()
}
