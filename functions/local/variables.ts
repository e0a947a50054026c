import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** What a deployment would set as variables and secrets: from .dev.vars as wrangler reads it, or the environment, which wins. */
export function variables(): Record<string, string> {
  const named = Object.entries(process.env).filter(([name]) => name === 'SECRET' || name.startsWith('MAIL_'))
  return { ...fileOf('.dev.vars'), ...(Object.fromEntries(named) as Record<string, string>) }
}

function fileOf(path: string): Record<string, string> {
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
