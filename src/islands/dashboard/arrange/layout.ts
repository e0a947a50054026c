import type { ChartAnswer } from '../../../core/api/answers.ts'

export type Place = ChartAnswer['place']
export type Places = Readonly<Record<string, Place>>

export const COLUMNS = 12
/** The tallest that is stored. */
const TALLEST = 20
const LEAST = { w: 2, h: 1 }

/** Where all stand when one is put somewhere: what it covers makes room below, and nothing hangs in the air. */
export function placed(places: Places, id: string, wanted: Place): Record<string, Place> {
  const place = within(wanted)
  const others = Object.keys(places)
    .filter((other) => other !== id)
    .sort((a, b) => places[a]!.y - places[b]!.y || places[a]!.x - places[b]!.x)
  const out: Record<string, Place> = { [id]: place }
  for (const other of others) out[other] = free(places[other]!, Object.values(out))
  return settled(out, id)
}

/** The same by a key: as far in that direction as it takes to stand elsewhere, since nothing hangs in the air. */
export function stepped(places: Places, id: string, [dx, dy]: readonly [x: number, y: number]): Record<string, Place> {
  const place = places[id]!
  for (let n = 1; n <= TALLEST; n++) {
    const after = placed(places, id, { ...place, x: place.x + dx * n, y: place.y + dy * n })
    if (Object.keys(movedOf(places, after)).includes(id)) return after
  }
  return { ...places }
}

/** Without gaps: each as high as it fits, in reading order. */
function settled(places: Record<string, Place>, first: string): Record<string, Place> {
  const order = Object.keys(places).sort(
    (a, b) => places[a]!.y - places[b]!.y || Number(b === first) - Number(a === first) || places[a]!.x - places[b]!.x,
  )
  const out: Record<string, Place> = {}
  for (const id of order) {
    const there = Object.values(out)
    let place = places[id]!
    while (place.y > 0 && !overlapsAny({ ...place, y: place.y - 1 }, there)) place = { ...place, y: place.y - 1 }
    out[id] = free(place, there)
  }
  return out
}

/** The same place, or the first one below it where nothing is. */
function free(place: Place, there: readonly Place[]): Place {
  let tried = place
  while (overlapsAny(tried, there)) tried = { ...tried, y: tried.y + 1 }
  return tried
}

const overlapsAny = (place: Place, there: readonly Place[]): boolean => there.some((other) => overlaps(place, other))

const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

/** Inside the grid, and large enough to show something. */
export function within({ x, y, w, h }: Place): Place {
  const width = clamp(w, LEAST.w, COLUMNS)
  return {
    x: clamp(x, 0, COLUMNS - width),
    y: Math.max(0, y),
    w: width,
    h: clamp(h, LEAST.h, TALLEST),
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Those that stand elsewhere than before. */
export const movedOf = (before: Places, after: Places): Record<string, Place> =>
  Object.fromEntries(
    Object.entries(after).filter(([id, place]) => {
      const was = before[id]
      return !was || (['x', 'y', 'w', 'h'] as const).some((side) => was[side] !== place[side])
    }),
  )
