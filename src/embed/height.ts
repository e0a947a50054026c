/** Within another page's frame: tells that page how high the form is, whenever that changes. */
export function reportHeight(): void {
  if (parent === window) return
  new ResizeObserver(() => {
    parent.postMessage({ tonleHeight: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*')
  }).observe(document.body)
}

/** On the other page: each frame gets the height that the form in it tells, and never less than the page has kept for it: what stands below would jump up. */
export function resizeFrames(): void {
  const minHeights = new WeakMap<HTMLIFrameElement, number>()
  addEventListener('message', ({ data, source }) => {
    const height = Number(data?.tonleHeight)
    if (!(height > 0)) return
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow !== source) continue
      if (!minHeights.has(frame)) minHeights.set(frame, frame.clientHeight)
      frame.style.height = `${Math.min(Math.max(height, minHeights.get(frame)!), 20_000)}px`
    }
  })
}
