import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What somebody has sent to a receiver. */
export interface Received {
  path: string
  headers: Record<string, string>
  body: string
}

type Behaviour = (response: ServerResponse, request: IncomingMessage, nth: number) => void

/** A server of somebody else's, on this machine; what it does is told by path. */
export async function startReceiver(behaviours: Record<string, Behaviour>) {
  const received: Received[] = []
  const requestsAt = (path: string) => received.filter((one) => one.path === path)
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const path = request.url!
      received.push({ path, headers: request.headers as Record<string, string>, body })
      const behave = behaviours[path]
      if (behave) behave(response, request, requestsAt(path).length)
      else response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    port,
    at: requestsAt,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
