/** `npm run dev`: Astro's server with hot reload for the site, wrangler's behind it with reload for the Worker. */
import { spawn } from 'node:child_process'
import { say, serve } from './serve.ts'

const port = Number(process.env.PORT ?? 8787)
const place = { port: port + 1, state: process.env.STATE_DIR ?? '.tonle' }
const api = await serve(place)
const astro = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'dev', '--port', String(port)], {
  stdio: 'inherit',
  env: { ...process.env, TONLE_API: api, ASTRO_TELEMETRY_DISABLED: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => astro.kill(signal))
say(`http://localhost:${port}`, place)
