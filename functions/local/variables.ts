import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

const NAMES = new Set(['SECRET', 'ADDRESSES', 'OUTSIDE_ALLOW'])

/**
 * What a deployment would set as variables and secrets: from .dev.vars as wrangler reads it, or the environment, which wins. The
 * addresses of this machine are the workspace's own, on whatever port it was set up.
 */
export function variables(...ports: number[]): Record<string, string> {
  const named = Object.entries(process.env).filter(([name]) => NAMES.has(name) || /^(MAIL|TURNSTILE)_/.test(name))
  const all = { ...fileOf('.dev.vars'), ...(Object.fromEntries(named) as Record<string, string>) }
  const local = ports.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`])
  return { ...all, ADDRESSES: [...local, all.ADDRESSES ?? ''].join(' ').trim() }
}

function fileOf(path: string): Record<string, string> {
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
