import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = new URL('../../', import.meta.url).pathname
const SOURCES = ['{src,functions,migrations,public}/**/*', '{package,package-lock,tsconfig}.json', '*.{mjs,toml}']
/** What serves is not in what is served. */
const OURS = 'functions/local/'

/** What wrangler makes of the Worker, ready to be uploaded. The site is in `dist`. */
export const WORKER = join(ROOT, 'build/')
/** The Worker's bindings as wrangler reads them from wrangler.toml, beside the stamp of the sources that they were built from. */
const BUILT = join(WORKER, 'local.json')

export interface Built {
  stamp: string
  name: string
  /** in the words of miniflare's options */
  worker: Record<string, unknown>
}

/** Builds site and Worker as a deployment would, where their sources have changed since. Throws what the build printed. */
export async function build(): Promise<Built> {
  const stamp = stampOf(SOURCES)
  const last = lastBuild()
  if (last?.stamp === stamp && existsSync(join(ROOT, 'dist/index.html'))) return last
  rmSync(BUILT, { force: true })
  await run('node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', 'build')
  const built = { stamp, ...(await bindings()) }
  writeFileSync(BUILT, JSON.stringify(built))
  return built
}

/** What was built last, whatever has changed since. */
export function lastBuild(): Built | null {
  try {
    return JSON.parse(readFileSync(BUILT, 'utf8'))
  } catch {
    return null
  }
}

/** Contents, not times: a checkout or a copy gives all files new ones. */
function stampOf(patterns: string[]): string {
  const hash = createHash('sha256').update(ROOT)
  for (const path of globSync(patterns, { cwd: ROOT }).sort()) {
    if (path.startsWith(OURS) || !statSync(join(ROOT, path)).isFile()) continue
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Reading wrangler takes longer than starting the Worker, so it is done only when it is built. */
async function bindings(): Promise<Omit<Built, 'stamp'>> {
  process.env.WRANGLER_LOG ??= 'error'
  const { unstable_readConfig, unstable_getMiniflareWorkerOptions } = await import('wrangler')
  const config = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') })
  // Its module rules were for bundling; variables from .dev.vars are read at each start.
  const { modulesRules, ...worker } = unstable_getMiniflareWorkerOptions(config).workerOptions as Record<
    string,
    unknown
  >
  return { name: config.name!, worker: { ...worker, bindings: config.vars ?? {} } }
}

async function run(...args: string[]): Promise<void> {
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', ASTRO_TELEMETRY_DISABLED: '1' }
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, env, maxBuffer: 64 << 20 })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`${stdout ?? ''}${stderr ?? ''}` || String(error))
  }
}
