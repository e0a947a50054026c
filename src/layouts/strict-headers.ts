import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * Fills the hashes of Astro's inline scripts into dist/_headers after the build, so the policy needs no 'unsafe-inline'.
 * All pages share one set: after a swap by the router the first page's policy still holds.
 */
export function strictHeaders(): AstroIntegration {
  return {
    name: 'strict-headers',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir)
        const hashes = new Set<string>()
        for await (const name of glob('**/*.html', { cwd: root })) {
          for (const script of inlineScripts(await readFile(root + name, 'utf8'))) {
            hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
          }
        }
        const headers = await readFile(`${root}_headers`, 'utf8')
        await writeFile(`${root}_headers`, headers.replace('{INLINE_SCRIPTS}', [...hashes].sort().join(' ')))
      },
    },
  }
}

function* inlineScripts(html: string): Generator<string> {
  for (const [, attributes, body] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (body && !/\bsrc=|application\/(ld\+)?json/.test(attributes ?? '')) yield body
  }
}
