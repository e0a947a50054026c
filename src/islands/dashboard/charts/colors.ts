import { createSignal, onCleanup, onMount } from 'solid-js'
import { theme } from '../../../client/theme.ts'

/** Colour-blind-safe hues for values without a colour of their own. */
const PALETTE = ['blue', 'orange', 'teal', 'pink', 'amber', 'indigo', 'green', 'purple']

/** Lists, tags and options have their own colour; others get one by hash of their key, or the next unused one. */
export function colorsOf(points: readonly { key: string; color: string | null }[]): string[] {
  const usedColors = new Set(points.map(({ color }) => color))
  return points.map(({ key, color }) => {
    if (color) return color
    if (key === '') return 'grey'
    const start = hashOf(key)
    const free = PALETTE.map((_, i) => PALETTE[(start + i) % PALETTE.length]!)
    const assigned = free.find((candidate) => !usedColors.has(candidate)) ?? free[0]!
    usedColors.add(assigned)
    return assigned
  })
}

function hashOf(key: string): number {
  let hash = 0
  for (const letter of key) hash = (hash * 31 + letter.codePointAt(0)!) % 9973
  return hash
}

/** Resolves CSS custom properties to colours for a canvas, by a probe element. */
export function painter(element: Element) {
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  const resolveColor = (color: string) => {
    probe.style.color = color
    return getComputedStyle(probe).color
  }
  return {
    token: (name: string) => resolveColor(`var(--${name})`),
    label(color: string) {
      probe.dataset.color = color
      return resolveColor('var(--label-area)')
    },
    done: () => probe.remove(),
  }
}

/** Changes whenever light turns to dark or back, by choice or by the device. */
export function shade(): () => string {
  const [device, setDevice] = createSignal('')
  onMount(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const onChange = () => setDevice(query.matches ? 'dark' : 'light')
    onChange()
    query.addEventListener('change', onChange)
    onCleanup(() => query.removeEventListener('change', onChange))
  })
  return () => `${theme()} ${device()}`
}
