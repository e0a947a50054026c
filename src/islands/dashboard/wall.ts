/** The screen of a wall display: nothing but the dashboard, which stays awake until full screen is left. */
export async function showOnWall(): Promise<void> {
  const root = document.documentElement
  let lock: WakeLockSentinel | undefined
  const leaving = new AbortController()
  const { signal } = leaving
  async function stayAwake(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined)
  }
  function leave(): void {
    if (signal.aborted) return
    leaving.abort()
    delete root.dataset.wall
    void lock?.release()
    if (document.fullscreenElement) void document.exitFullscreen()
  }
  root.dataset.wall = ''
  await root.requestFullscreen?.().catch(() => undefined)
  // A browser lets go of the lock when its tab is hidden.
  document.addEventListener('visibilitychange', () => void stayAwake(), { signal })
  document.addEventListener('fullscreenchange', () => !document.fullscreenElement && leave(), { signal })
  document.addEventListener('keydown', (event) => event.key === 'Escape' && leave(), { signal })
  document.addEventListener('astro:before-swap', leave, { signal })
  await stayAwake()
}
