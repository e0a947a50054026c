/** Now, but never the minute in which the hour's clean-up runs: of two worlds one might just miss it. */
export function tick(): Date {
  const now = new Date()
  return now.getUTCMinutes() === 0 ? new Date(now.getTime() + 60_000) : now
}
