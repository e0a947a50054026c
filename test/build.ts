import { execFileSync } from 'node:child_process'

let built = false

/** Builds site and Worker once for all tests that need them, as a deployment would. */
export default function setup(): void {
  if (built || process.env.TONLE_BUILT) return
  built = true
  execFileSync(
    process.execPath,
    ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', 'build'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', ASTRO_TELEMETRY_DISABLED: '1' },
    },
  )
  process.env.TONLE_BUILT = '1'
}
