import type { Context as HonoContext } from 'hono'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { sha256Hex } from '../crypto.ts'
import type { Env } from '../env.ts'
import { requireModestJson } from './json-size.ts'

export type Http = HonoContext<{ Bindings: Env }>

const MB = 1024 * 1024

/** What a form is besides its file: names, boundaries. */
const FORM_FRAME = 64 * 1024

const nameOf = (limit: number): string => (limit < MB ? `${limit / 1024} KB` : `${limit / MB} MB`)

const isForm = (http: Http): boolean => (http.req.header('content-type') ?? '').startsWith('multipart/')

const isUrlencoded = (http: Http): boolean =>
  (http.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')

/** A name that comes several times has a list of values. */
function jsonOfPairs(text: string): string {
  const values = Map.groupBy(new URLSearchParams(text), ([name]) => name)
  const entries = [...values].map(([name, pairs]) => [
    name,
    pairs.length > 1 ? pairs.map(([, value]) => value) : pairs[0]![1],
  ])
  return JSON.stringify(Object.fromEntries(entries))
}

/** The request's text; '' where it has none, or a form, which its handler reads. 413 past `limit` bytes. */
export async function readText(http: Http, limit: number): Promise<string> {
  if (http.req.method === 'GET' || http.req.method === 'DELETE' || isForm(http)) return ''
  return new TextDecoder().decode(await readBytes(http, limit, ''))
}

/**
 * What a request sent. What is wrong with it is told by `json` and `form`, when they are asked: a body that doesn't fit is nobody's
 * business who may not do this anyway.
 */
export interface Sent {
  /** '' where it has none, or a form */
  readonly text: string
  /** 400, 413, 422 */
  json(): unknown
  /** for an Idempotency-Key: the same for the same request, whatever boundaries a form's sender chose; null where it can't be read */
  readonly fingerprint: string | null
}

/** Reads a request's text, and the form of one that has a key to be known again by. */
export async function readSent(
  http: Http,
  { limit, formLimit, lenientText = false, urlencoded = false, notObject = 400, keyed }: SentOptions,
): Promise<Sent> {
  try {
    const read = await readText(http, limit)
    const text = urlencoded && isUrlencoded(http) ? jsonOfPairs(read) : read
    let body: unknown
    const json = () => {
      if (body !== undefined) return body
      const parsed = parseJsonObject(text, notObject)
      if (!lenientText) requireWellFormedText(text, parsed)
      body = parsed
      return body
    }
    return { text, json, fingerprint: keyed && formLimit ? await formFingerprint(http, formLimit) : text }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const json = () => {
      throw problem
    }
    return { text: '', json, fingerprint: null }
  }
}

interface SentOptions {
  /** bytes of JSON */
  limit: number
  /** bytes of the form that it takes */
  formLimit?: number | undefined
  lenientText?: boolean | undefined
  /** a page's form is taken, too, as the JSON that says the same */
  urlencoded?: boolean
  /** what JSON is answered that is no object: of a call of ours it is malformed; of data that others shape it doesn't fit */
  notObject?: 400 | 422
  /** it has an Idempotency-Key */
  keyed: boolean
}

/** Forms that were read: once for an Idempotency-Key, and by the handler. */
const forms = new WeakMap<Request, Promise<FormData>>()

/** A request's form, with files of at most `limit` bytes. 413 past that, 400 where it is none; `urlencoded`: one without files may come so. */
export function readForm(http: Http, limit: number, { urlencoded = false } = {}): Promise<FormData> {
  const { raw } = http.req
  let form = forms.get(raw)
  if (!form) {
    form = parseForm(http, limit, urlencoded)
    forms.set(raw, form)
  }
  return form
}

async function parseForm(http: Http, limit: number, urlencoded: boolean): Promise<FormData> {
  const malformed = () => new Problem(400, [issue('', 'malformed')])
  // What calls itself something else was read as that.
  if (!isForm(http) && !(urlencoded && isUrlencoded(http))) throw malformed()
  const bytes = await readBytes(http, limit + FORM_FRAME, 'file', limit)
  const type = http.req.header('content-type') ?? ''
  return new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw malformed()
  })
}

/** What a form says, whatever boundaries its sender chose for it this time: files by their bytes. */
async function formFingerprint(http: Http, limit: number): Promise<string> {
  if (!isForm(http)) return ''
  const parts: unknown[] = []
  for (const [name, value] of (await readForm(http, limit)) as unknown as Iterable<[string, string | File]>)
    parts.push(
      typeof value === 'string'
        ? [name, value]
        : [name, value.name, value.type, await sha256Hex(await value.arrayBuffer())],
    )
  return JSON.stringify(parts)
}

/**
 * At most `limit` bytes. One that says itself larger isn't read at all, and of one that doesn't say it no more than that is kept:
 * a Worker has 128 MB for all its requests.
 */
async function readBytes(
  http: Http,
  limit: number,
  path: string,
  statedLimit = limit,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Problem(413, [issue(path, 'tooLarge', { max: nameOf(statedLimit) })])
  const { body } = http.req.raw
  if (Number(http.req.header('content-length') ?? 0) > limit) throw tooLarge()
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    length += chunk.length
    if (length > limit) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

/** A request's text as a JSON object; {} where nothing was sent. 400 where it is no JSON or too deep, 422 where it is too wide. */
function parseJsonObject(text: string, notObject: 400 | 422): unknown {
  if (text === '') return {}
  requireModestJson(text)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Problem(400, [issue('', 'malformed')])
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem(notObject, [issue('', 'notObject')])
  return body
}

/** Half a surrogate pair and U+0000 are no text: SQLite would give back something else. JSON can only bring them escaped. */
function requireWellFormedText(text: string, body: unknown): void {
  if (!/\\u(0000|d[89a-f])/i.test(text)) return
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
      throw new Problem(422, [issue(path, 'notText', { name: path })])
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`)
  }
  walk(body, '')
}
