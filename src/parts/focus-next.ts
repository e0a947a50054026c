/**
 * Focuses what `find` finds, once what was chosen has come on screen and an open menu has closed: what had the focus may be gone by
 * then. Nothing happens where somebody has moved on meanwhile.
 */
export function focusNext(find: () => Element | null | undefined): void {
  const began = document.activeElement
  let frames = 30
  function look(): void {
    frames -= 1
    if (frames > 0 && document.querySelector('[role=menu]')) return void requestAnimationFrame(look)
    requestAnimationFrame(() => {
      const focused = document.activeElement
      const isFree = !focused || focused === document.body || focused === began || focused.matches('[aria-haspopup]')
      const next = isFree ? find() : null
      if (next instanceof HTMLElement) next.focus()
    })
  }
  requestAnimationFrame(look)
}

/** Of a row that leaves its list: the row after it, else the one before. */
export function focusBeside(row: Element, otherwise: () => Element | null | undefined): void {
  const beside = row.nextElementSibling ?? row.previousElementSibling
  focusNext(() => {
    if (row.isConnected && row.contains(document.activeElement)) return null
    return (beside?.isConnected && beside.querySelector('a, button')) || otherwise()
  })
}
