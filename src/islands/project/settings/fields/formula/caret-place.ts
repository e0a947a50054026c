/** Where in the tinted copy a character stands, under its line and within the box. */
export function caretPlace(copy: HTMLElement, at: number): { top: number; left: number } {
  const box = copy.getBoundingClientRect()
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  let left = at
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    if (left > length) {
      left -= length
      continue
    }
    const range = document.createRange()
    range.setStart(node, Math.min(left, length))
    range.setEnd(node, Math.min(left + 1, length))
    const { bottom, left: x } = range.getBoundingClientRect()
    return { top: bottom - box.top + 4, left: x - box.left }
  }
  return { top: box.height, left: 0 }
}
