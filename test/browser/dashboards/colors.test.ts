import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COLORS } from '../../../src/core/model/entities.ts'
import type { World } from '../../world.ts'
import { closePages, openPage, startCrm } from '../browser.ts'

let world: World
let page: Page
beforeAll(async () => {
  page = await openPage()
  world = await startCrm(page)
  await page.goto(world.url)
})
afterAll(async () => {
  await closePages()
  await world?.close()
})

type Triple = [number, number, number]

/** How people see who have no red, or no green cones: Machado, Oliveira and Fernandes (2009), in linear RGB. */
const EYES: Record<string, readonly [Triple, Triple, Triple]> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red cones': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green cones': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

const linear = (rgb: Triple) =>
  rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as Triple
const times = (matrix: readonly Triple[], [a, b, c]: Triple) =>
  matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x * a + y * b + z * c))) as Triple
const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b
const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

/** Björn Ottosson’s Oklab, in which distances are as people see them: 0.02 is just noticed. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** What the browser paints: the colours of charts, and the page behind them. */
const painted = (names: readonly string[]) =>
  page.evaluate((all) => {
    const canvas = document.createElement('canvas').getContext('2d')!
    document.body.insertAdjacentHTML('beforeend', '<span data-probe></span>')
    const probe = document.querySelector<HTMLElement>('[data-probe]')!
    const paint = (color: string): [number, number, number] => {
      probe.style.color = color
      canvas.fillStyle = getComputedStyle(probe).color
      canvas.fillRect(0, 0, 1, 1)
      const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data
      return [r!, g!, b!]
    }
    const paper = paint('var(--paper)')
    const areas = all.map((name) => {
      probe.dataset.color = name
      return paint('var(--label-area)')
    })
    probe.remove()
    return { paper, areas }
  }, names)

test.each(['light', 'dark'] as const)(
  'ten colours of charts can be told apart by anybody, and from the page: %s',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    const { paper, areas } = await painted(COLORS)
    for (const [i, area] of areas.entries())
      expect(contrast(luminance(linear(area)), luminance(linear(paper))), COLORS[i]).toBeGreaterThanOrEqual(3)
    for (const [eyes, matrix] of Object.entries(EYES)) {
      const seen = areas.map((area) => oklab(times(matrix, linear(area))))
      for (const [i, a] of seen.entries())
        for (const [j, b] of seen.slice(0, i).entries())
          expect(
            Math.hypot(...a.map((part, index) => part - b[index]!)),
            `${COLORS[i]} and ${COLORS[j]}, ${eyes}`,
          ).toBeGreaterThan(0.05)
    }
  },
)
