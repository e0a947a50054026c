/** `npm run dev`: Astro's server with hot reload for the site, wrangler's behind it with reload for the Worker. */
import { spawn } from 'node:child_process'
import { serve } from './serve.ts'

const api = Number(process.env.PORT ?? 8787) + 1
await serve({ port: api, state: process.env.STATE_DIR ?? '.tonle' })
spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'dev', '--port', String(api - 1)], {
  stdio: 'inherit',
  env: { ...process.env, TONLE_API: `http://localhost:${api}`, ASTRO_TELEMETRY_DISABLED: '1' },
})
