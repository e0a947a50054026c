/**
 * `npm start`: the CRM served from this machine, with its database, files and Durable Objects in a folder (STATE_DIR, .tonle)
 * and a cron tick each minute. It builds where sources have changed. PORT chooses the port, LOCAL_TRIGGERS=1 lets tests move time.
 */
import { createServer } from 'node:net'
import { Log, LogLevel } from 'miniflare'
import { build } from './build.ts'
import { everyMinute } from './cron.ts'
import { scheduled, serve } from './miniflare.ts'
import { variables } from './variables.ts'

const port = Number(process.env.PORT ?? 8787)
const state = process.env.STATE_DIR ?? '.tonle'

try {
  if (!(await isFree(port))) throw new Error(`Port ${port} is taken; choose another one: PORT=${port + 1} npm start`)
  const built = await build()
  const { miniflare } = await serve(built, {
    state,
    port,
    vars: variables(port),
    triggers: process.env.LOCAL_TRIGGERS === '1',
    log: new Log(LogLevel.ERROR),
  })
  const stopTicking = everyMinute((time) => scheduled(miniflare, time))
  const stop = async () => {
    stopTicking()
    await miniflare.dispose()
    process.exit(0)
  }
  // Miniflare's own listeners end the process at once, and not with 0.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).once(signal, stop)
  console.log(`
  http://localhost:${port}
  Tonle is running there; whoever signs up first owns the workspace.
  Its data is kept in ${state}
  Ctrl+C stops it.
`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
