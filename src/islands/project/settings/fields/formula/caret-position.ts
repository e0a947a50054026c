/** Position below a character of the highlighted copy, kept within the box. */
export function caretPosition(copy: HTMLElement, offset: number): { top: number; left: number } {
  const box = copy.getBoundingClientRect()
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  let remaining = offset
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    if (remaining > length) {
      remaining -= length
      continue
    }
    const range = document.createRange()
    range.setStart(node, Math.min(remaining, length))
    range.setEnd(node, Math.min(remaining + 1, length))
    const { bottom, left: x } = range.getBoundingClientRect()
    return { top: bottom - box.top + 4, left: x - box.left }
  }
  return { top: box.height, left: 0 }
}
