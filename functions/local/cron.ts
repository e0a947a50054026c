const MINUTE = 60_000

/** Cron, which no local server fires by itself: at each full minute, as of that minute. Gives what stops it. */
export function everyMinute(tick: (at: Date) => Promise<unknown>): () => void {
  let waiting: NodeJS.Timeout
  const wait = () => {
    const next = (Math.floor(Date.now() / MINUTE) + 1) * MINUTE
    waiting = setTimeout(async () => {
      await tick(new Date(next)).catch((error) =>
        console.error(`The tick of ${new Date(next).toISOString()}: ${error}`),
      )
      wait()
    }, next - Date.now())
  }
  wait()
  return () => clearTimeout(waiting)
}
