/**
 * Milliseconds of processor time that a step takes, which is neither async nor waits: the best of some runs. Other than by the clock
 * it isn't longer where the machine is busy, as it is while the other tests run; what a step throws is as good as what it returns.
 */
export function cpuTime(step: () => unknown, runs = 3): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i++) {
    const before = process.threadCpuUsage()
    try {
      step()
    } catch {
      // Refused: how long that takes is asked all the same.
    }
    const { user, system } = process.threadCpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}
