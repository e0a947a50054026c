/** Keeps the number of unread notifications before the title of the page, whatever sets that: "(3) Angkor Hotel · Sales". Returns what ends it. */
export function keepTitleCount(count: () => string): { show: () => void; stop: () => void } {
  const show = () => {
    const plain = document.title.replace(/^\(\d+\+?\) /, '')
    const title = count() ? `(${count()}) ${plain}` : plain
    if (title !== document.title) document.title = title
  }
  // A screen sets it anew, and Astro's router puts another element there.
  const observer = new MutationObserver(show)
  observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  return { show, stop: () => observer.disconnect() }
}
