import type { ProblemAnswer } from '../src/core/api/answers.ts'

interface Sent {
  body: string | ArrayBuffer
  headers: Record<string, string>
}

const spelled = (body: unknown): Sent | undefined =>
  body === undefined
    ? undefined
    : {
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }

/**
 * In one piece and on a connection of its own: where an upload is refused before it is read the connection is closed, and a
 * second piece, or the next request, would find nobody there.
 */
async function formed(form: FormData): Promise<Sent> {
  const encoded = new Response(form)
  return {
    body: await encoded.arrayBuffer(),
    headers: { 'content-type': encoded.headers.get('content-type')!, connection: 'close' },
  }
}

/** A caller of the HTTP API that keeps its cookie, as a browser or a script would. */
export class Client {
  readonly base: string
  cookie = ''
  /** what the browser would send besides: that it has signed in before */
  device = ''

  constructor(base: string) {
    this.base = base
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const sent = body instanceof FormData ? await formed(body) : spelled(body)
    const response = await fetch(this.base + path, {
      method,
      redirect: 'manual',
      headers: { ...(this.cookie ? { cookie: this.cookie } : {}), ...sent?.headers, ...headers },
      ...(sent && { body: sent.body }),
    })
    const [cookie, device] = response.headers.getSetCookie().map((one) => one.split(';')[0]!)
    if (cookie) this.cookie = cookie
    if (device) this.device = device
    return response
  }

  /** The answer of a call that must succeed. */
  async ok<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
    const response = await this.send(method, path, body, headers)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : null) as T
  }

  get = <T>(path: string) => this.ok<T>('GET', path)
  post = <T>(path: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.ok<T>('POST', path, body, headers)
  put = <T>(path: string, body: unknown = {}) => this.ok<T>('PUT', path, body)
  patch = <T>(path: string, body: unknown) => this.ok<T>('PATCH', path, body)
  delete = <T>(path: string) => this.ok<T>('DELETE', path)

  /** The problem of a call that must be refused. */
  async refused(method: string, path: string, body?: unknown): Promise<ProblemAnswer> {
    const response = await this.send(method, path, body)
    const text = await response.text()
    if (response.ok) throw new Error(`${method} ${path} should be refused, but: ${text}`)
    if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
      throw new Error(`not a problem: ${text}`)
    return JSON.parse(text) as ProblemAnswer
  }
}
