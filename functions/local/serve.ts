import { spawn } from 'node:child_process'

const quiet = { WRANGLER_SEND_METRICS: 'false', ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0' }

export interface Place {
  port: number
  /** the folder of its database, files and Durable Object */
  state: string
}

export const say = (address: string, { state }: Place): void =>
  console.log(`\n  Tonle is running on ${address}\n  Its data is kept in ${state}\n`)

/** wrangler's local server. It builds first, reloads when the Worker's files change, and fires no cron by itself: we do. */
export async function serve({ port, state }: Place): Promise<string> {
  const address = `http://localhost:${port}`
  const wrangler = spawn(
    process.execPath,
    [
      'node_modules/wrangler/bin/wrangler.js',
      'dev',
      ...['--port', String(port), '--ip', '127.0.0.1', '--persist-to', state],
      ...['--show-interactive-dev-session=false', '--log-level', 'warn'],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...quiet } },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => wrangler.kill(signal))
  wrangler.on('exit', (code) => process.exit(code ?? 0))
  await answering(`${address}/api/health`)
  setInterval(() => fetch(`${address}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`).catch(() => {}), 60_000)
  return address
}

async function answering(url: string): Promise<void> {
  for (;;) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await new Promise((wake) => setTimeout(wake, 200))
  }
}
