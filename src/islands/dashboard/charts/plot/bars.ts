import type uPlot from 'uplot'
import type { Series } from '../parts.ts'

/** A rectangle in the canvas's own pixels, and whose it is. */
export interface Bar {
  index: number
  series: Series | undefined
  x: number
  y: number
  width: number
  height: number
  color: string
  /** nothing stands on it */
  isEnd: boolean
  isDown: boolean
}

interface Layer {
  color: string
  series?: Series
  spans: { from: number; to: number; value: number | null }[]
}

/** How much of its slot a bar fills, and at most, in px. */
const FILL = 0.72
const MOST = 56

export function barsOf(
  plot: uPlot,
  layers: readonly Layer[],
  { isSideBySide, colors }: { isSideBySide: boolean; colors: string[] | null },
): Bar[] {
  const count = layers[0]?.spans.length ?? 0
  const ratio = devicePixelRatio
  const slot = plot.bbox.width / Math.max(1, count)
  const group = Math.max(ratio, Math.min(slot * FILL, MOST * ratio * (isSideBySide ? layers.length : 1)))
  const width = isSideBySide ? group / layers.length : group
  return layers.flatMap(({ spans, color, series }, layer) =>
    spans.flatMap(({ from, to, value }, index): Bar[] => {
      if (!value) return []
      const [a, b] = [plot.valToPos(from, 'y', true), plot.valToPos(to, 'y', true)]
      const left = plot.valToPos(index, 'x', true) - group / 2 + (isSideBySide ? layer * width : 0)
      const isDown = value < 0
      const above = isSideBySide ? [] : layers.slice(layer + 1)
      return [
        {
          index,
          series,
          x: Math.round(left),
          y: Math.min(a, b),
          width: Math.max(1, Math.round(width) - (isSideBySide ? ratio : 0)),
          height: Math.max(ratio, Math.abs(a - b)),
          color: colors?.[index] ?? color,
          isEnd: !above.some((other) =>
            isDown ? (other.spans[index]!.value ?? 0) < 0 : (other.spans[index]!.value ?? 0) > 0,
          ),
          isDown,
        },
      ]
    }),
  )
}

/** Rounded at its end; a thin line of the page's colour between what stands on top of each other. */
export function paintBars({ ctx }: uPlot, bars: readonly Bar[], paper: string): void {
  const ratio = devicePixelRatio
  ctx.save()
  for (const { x, y, width, height, color, isEnd, isDown } of bars) {
    const radius = isEnd ? Math.min(4 * ratio, width / 4, height) : 0
    ctx.beginPath()
    ctx.roundRect(x, y, width, height, isDown ? [0, 0, radius, radius] : [radius, radius, 0, 0])
    ctx.fillStyle = color
    ctx.fill()
    if (isEnd || height < 3 * ratio) continue
    ctx.fillStyle = paper
    ctx.fillRect(x, isDown ? y + height - ratio : y, width, ratio)
  }
  ctx.restore()
}
