import { lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { type ReadableStream, TransformStream } from 'node:stream/web'
import { Response } from 'miniflare'
import { Agent, type Dispatcher, fetch, type RequestInit } from 'undici'
import {
  type Allowed,
  allowedFrom,
  hostAndPort,
  isAddress,
  isOutsideAddress,
  plainHost,
} from '../deliveries/addresses.ts'

/**
 * How the Worker calls out from this machine: to addresses that are outside, however their name is spelt and whatever it leads to
 * now, to those of OUTSIDE_ALLOW and to the provider of mail (MAIL_URL). On Cloudflare the platform sees to that.
 */
export function outboundService({ OUTSIDE_ALLOW = '', MAIL_URL = '' }: Record<string, string>) {
  const provider = URL.canParse(MAIL_URL) ? hostAndPort(new URL(MAIL_URL)) : ''
  const allowed = allowedFrom(`${OUTSIDE_ALLOW} ${provider}`)
  const anywhere = new Agent()
  const outside = new Agent({ connect: { lookup: lookupOutside(allowed) } })
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const isNamed = allowed.hosts.has(hostAndPort(url))
    const host = plainHost(url)
    // An address is connected to without being looked up.
    if (!isNamed && isAddress(host) && !isOutsideAddress(host, allowed)) return refused(host)
    return send(request, isNamed ? anywhere : outside)
  }
}

/** Miniflare reads an answer to its end, whether the Worker still wants it or not: bytes, and ms. */
const MOST_READ = 1024 * 1024
const LONGEST = 30_000

async function send(request: Request, dispatcher: Dispatcher): Promise<Response> {
  const { url, method, headers, body } = request
  const signal = AbortSignal.timeout(LONGEST)
  const init = { method, headers: [...headers], body, signal, dispatcher, redirect: 'manual', duplex: 'half' } as const
  try {
    const answer = await fetch(url, init as unknown as RequestInit)
    return new Response(answer.body && cut(answer.body), { status: answer.status, headers: [...answer.headers] })
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause ?? error
    return new Response(String((cause as Error).message), { status: 502 })
  }
}

function cut(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let read = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        read += part.length
        controller.enqueue(part)
        if (read >= MOST_READ) controller.terminate()
      },
    }),
  )
}

/** Names are looked up once, and what is connected to is what was looked at. */
function lookupOutside(allowed: Allowed): LookupFunction {
  return (hostname, options, done) =>
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = found?.filter(({ address }) => isOutsideAddress(address, allowed)) ?? []
      if (error) return done(error, '')
      if (addresses.length === 0) return done(new Error(`${hostname} is not outside`), '')
      return options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family)
    })
}

const refused = (host: string) => new Response(`${host} is not outside`, { status: 502 })
