/** Between two labels, in px. */
const APART = 10
/** Narrower than this a name says nothing. */
const LEAST = 34

interface Fit {
  /** what stands at that point, where the label before it is that of `before` */
  label: (index: number, before: number | undefined) => string
  count: number
  /** width of one point in px */
  slot: number
  widthOf: (text: string) => number
  /** labels of time, which may be left out, since neighbours explain them; names are all shown, truncated */
  skips: boolean
  /** free px beside the first and the last */
  left: number
  right: number
}

/** As many labels as fit beside each other by their real widths, none of them cut off by an edge. */
export function axisLabels({ label, count, slot, widthOf, skips, left, right }: Fit): (string | null)[] {
  const indexes = Array.from({ length: count }, (_, i) => i)
  const widest = Math.max(0, ...indexes.map((i) => widthOf(label(i, i > 0 ? i - 1 : undefined))))
  const interval = skips || slot < LEAST ? Math.max(1, Math.ceil((widest + APART) / Math.max(1, slot))) : 1
  const most = slot * interval - APART / 2
  let before: number | undefined
  let end = -left
  return indexes.map((i) => {
    if (i % interval !== 0) return null
    const fullLabel = label(i, before)
    const text = skips ? fullLabel : truncated(fullLabel, most, widthOf)
    const half = widthOf(text) / 2
    const center = (i + 0.5) * slot
    if (center - half < end || center + half > slot * count + right) return null
    before = i
    end = center + half + APART / 2
    return text
  })
}

function truncated(label: string, most: number, widthOf: Fit['widthOf']): string {
  if (widthOf(label) <= most) return label
  const letters = [...new Intl.Segmenter().segment(label)].map(({ segment }) => segment)
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > most) letters.pop()
  return `${letters.join('')}…`
}

/** Round numbers that people count in, always with zero among them. */
function stepOf(span: number, isCount: boolean): number {
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  return isCount ? Math.max(1, Math.ceil(step)) : step
}

/** `isCount`: of counts, where there is no half. */
export function niceRange(min: number, max: number, isCount: boolean): [number, number] {
  const bottom = Math.min(0, min)
  const top = Math.max(0, max)
  const step = stepOf(top - bottom || 1, isCount)
  return [Math.floor(bottom / step) * step, Math.ceil(top / step) * step || step]
}

export function ticks(min: number, max: number, isCount: boolean): number[] {
  const step = stepOf(max - min || 1, isCount)
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)
}
