import { readdirSync } from 'node:fs'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'

/** The built Worker on raw miniflare: `wrangler dev` puts a proxy before it that answers 420 requests a second. */
export async function startWorker(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = new URL('../../build/', import.meta.url).pathname
  const texts = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modulesRoot: folder,
      modules: [
        { type: 'ESModule', path: `${folder}index.js` },
        ...texts.map((name) => ({ type: 'Text' as const, path: `${folder}${name}` })),
      ],
      compatibilityDate: '2026-11-01',
      compatibilityFlags: ['nodejs_compat'],
      d1Databases: { DB: 'tonle' },
      r2Buckets: { FILES: 'files' },
      durableObjects: { HUB: { className: 'Hub', useSQLite: true } },
      bindings: { BENCH: '1' },
      cf: false,
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  )
  const url = (await miniflare.ready).href.replace(/\/$/, '')
  return { url, stop: () => miniflare.dispose() }
}
