export interface Measured {
  /** milliseconds, one at a time */
  median: number
  /** milliseconds, ten at a time */
  p95: number
  /** a second, ten at a time */
  rate: number
}

/** Runs a step alone, then by ten clients at once for `seconds`. */
export async function measure(
  step: () => Promise<unknown>,
  { alone = 40, seconds = 2, clients = 10 } = {},
): Promise<Measured> {
  for (let i = 0; i < 5; i++) await step()
  const times: number[] = []
  for (let i = 0; i < alone; i++) times.push(await timed(step))
  const crowd: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) crowd.push(await timed(step))
    }),
  )
  const took = (performance.now() - start) / 1000
  await connectionsNoticed()
  return { median: quantile(times, 0.5), p95: quantile(crowd, 0.95), rate: crowd.length / took }
}

/** A floor's steps block this process for long: connections that were closed meanwhile are noticed before the next request. */
export const connectionsNoticed = (): Promise<void> => new Promise((wake) => setTimeout(wake, 100))

export async function timed(step: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await step()
  return performance.now() - start
}

export function quantile(times: number[], fraction: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0
}
