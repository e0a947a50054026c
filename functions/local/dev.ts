/** `npm run dev`: Astro's server with hot reload for the site, wrangler's behind it with reload for the Worker. */
import { spawn } from 'node:child_process'
import { everyMinute } from './cron.ts'
import { variables } from './variables.ts'

const port = Number(process.env.PORT ?? 8787)
const state = process.env.STATE_DIR ?? '.tonle'
const api = `http://localhost:${port + 1}`

const QUIET = {
  WRANGLER_SEND_METRICS: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
  // Where a request comes from is asked of the network otherwise, and told when there is none.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}

function run(args: string[], env: Record<string, string> = {}): void {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...QUIET, ...env },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  // One without the other is of no use.
  child.on('exit', (code) => process.exit(code ?? 0))
}

run([
  'node_modules/wrangler/bin/wrangler.js',
  'dev',
  ...['--port', String(port + 1), '--ip', '127.0.0.1', '--persist-to', state],
  ...['--var', `ADDRESSES:${variables(port, port + 1).ADDRESSES}`],
  // Its warnings are about cron, which it doesn't fire and we do.
  ...['--show-interactive-dev-session=false', '--log-level', 'error'],
])
await answering(`${api}/api/health`)
everyMinute(async () => {
  await fetch(`${api}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`)
})
run(['node_modules/astro/bin/astro.mjs', 'dev', '--port', String(port)], { TONLE_API: api })
console.log(`\n  http://localhost:${port}\n  Its data is kept in ${state}\n`)

async function answering(url: string): Promise<void> {
  const isUp = () =>
    fetch(url).then(
      (response) => response.ok,
      () => false,
    )
  while (!(await isUp())) await new Promise((wake) => setTimeout(wake, 200))
}
