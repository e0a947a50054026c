import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, type Log, Miniflare } from 'miniflare'
import { type Built, WORKER } from './build.ts'
import { outboundService } from './outbound.ts'

export interface Place {
  /** the folder of its database, files and Durable Objects; one that is thrown away without it */
  state?: string
  /** a free one without it */
  port?: number
  /** what a deployment would set as variables and secrets */
  vars?: Record<string, string>
  /** false: the Worker alone, without the pages and files before it */
  site?: boolean
  /** answers /cdn-cgi/local/scheduled, by which anyone who reaches the port can move time: for tests */
  triggers?: boolean
  log?: Log
}

export interface Served {
  url: string
  miniflare: Miniflare
}

/** The built Worker as production runs it, the site's files before it; it answers when this resolves. */
export async function serve(built: Built, place: Place): Promise<Served> {
  const { port = 0, triggers = false } = place
  const socket = { host: '127.0.0.1', port }
  const miniflare = startMiniflare(
    {
      ...workerOptions(built, place),
      // Miniflare's own front door knows the triggers; without it twice as many requests are answered a second.
      ...(!triggers && { unsafeDirectSockets: [socket] }),
    },
    { ...(triggers ? socket : { host: '127.0.0.1' }), unsafeTriggerHandlers: triggers, ...sharedOptions(place) },
  )
  const url = triggers ? await miniflare.ready : await miniflare.unsafeGetDirectURL()
  return { url: url.origin, miniflare }
}

type Options = Record<string, unknown>

/** Of the built Worker, in the words of miniflare's options. */
export function workerOptions({ name, worker }: Built, { vars = {}, site = true }: Place) {
  const texts = readdirSync(WORKER).filter((file) => file.endsWith('.sql'))
  return {
    ...worker,
    ...(!site && { assets: undefined }),
    name,
    modulesRoot: WORKER,
    modules: [
      { type: 'ESModule', path: join(WORKER, 'index.js') },
      ...texts.map((file) => ({ type: 'Text', path: join(WORKER, file) })),
    ],
    bindings: { ...(worker.bindings as object), ...vars },
    // Its own way out would also reach what is private: this machine, the network it stands in.
    outboundService: outboundService(vars),
  }
}

/** Of whatever Workers are served in one process. */
export const sharedOptions = ({ state, log }: Place): Options => ({
  // Where wrangler keeps it too, so `npm run dev` and `npm start` share a folder.
  ...(state && { resourcePersistencePath: join(state, 'v3') }),
  logRequests: false,
  // Where a request comes from is asked of the network otherwise.
  cf: false,
  ...(log && { log }),
})

/** Those Workers in one process; the first is the one that `miniflare` means where it names none. */
export const startMiniflare = (workers: Options | Options[], shared: Options): Miniflare =>
  new Miniflare(
    convertV4MiniflareOptions({ ...shared, workers: [workers].flat() } as Parameters<
      typeof convertV4MiniflareOptions
    >[0]),
  )

/** A tick of cron as of that time. */
export async function scheduled(miniflare: Miniflare, time: Date): Promise<void> {
  await (await miniflare.getWorker()).scheduled({ cron: '* * * * *', scheduledTime: time })
}
