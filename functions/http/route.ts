import type { ParamKeys } from 'hono/types'
import type * as v from 'valibot'
import { Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { requireWriteAccess } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'
import { authenticated, type RequestOptions } from './authenticated.ts'
import { type Http, readForm } from './body.ts'
import { findParams, type Param, requireRecordThere } from './find-params.ts'
import type { Located, Lookup, Noun } from './params.ts'
import { jsonResponse, jsonTextResponse } from './problem.ts'
import type { Effect, Requirement } from './requirement.ts'

/**
 * A route says in one object what it takes, what it answers, whom it is for and how it is done. The Worker mounts what is
 * declared and nothing else; rights are checked and bodies read as it is declared here; OpenAPI, the page of the API and the
 * tests of rights are made from the same objects, so none of them can say what isn't so.
 */
export interface Route {
  readonly method: Method
  /** as Hono writes it: /api/records/:id */
  readonly path: string
  /** a few words, as a title: "Move a record" */
  readonly summary: string
  /** what more there is to know, in Markdown */
  readonly details?: string
  readonly tag: Tag
  readonly params: Readonly<Record<string, Noun>>
  readonly requires: Requirement
  /** a key that may only read is refused everything that writes */
  readonly effect: Effect
  /** has an ETag, and answers If-None-Match */
  readonly etag: boolean
  readonly query?: Query
  readonly body?: Body
  readonly status: 200 | 201 | 202 | 302
  /** a schema of JSON, or the media type of what else is answered */
  readonly response: v.GenericSchema | `${string}/${string}` | 'nothing'
  readonly example: Example
  /** other sites may call it: it goes by what is in the path, never by a cookie */
  readonly fromAnywhere: boolean
  readonly handle: (http: Http) => Promise<Response>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Query = v.ObjectSchema<v.ObjectEntries, undefined>
/** a schema of JSON, or of the fields of a multipart/form-data whose file has at most `limit` bytes; the handler looks at them */
type Body = v.GenericSchema | Form
interface Form {
  readonly form: v.GenericSchema
  readonly limit: number
}

/** What routes are sorted by for a reader. */
export type Tag =
  | 'project'
  | 'list'
  | 'field'
  | 'tag'
  | 'record'
  | 'comment'
  | 'file'
  | 'search'
  | 'change'
  | 'import'
  | 'automation'
  | 'dashboard'
  | 'chart'
  | 'inbound'
  | 'form'
  | 'webhook'
  | 'template'
  | 'workspace'
  | 'person'
  | 'notification'
  | 'role'
  | 'team'
  | 'key'
  | 'invitation'
  | 'audit'
  | 'sign-in'
  | 'api'

/**
 * A request that succeeds in a new workspace with the sales CRM in it; a test sends it. `{record}`, `{field:Amount}`,
 * `{list:Closed won}` stand for ids. A path parameter that isn't given is `{<its noun>}`.
 */
export interface Example {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** in a form, a file is its name */
  readonly body?: unknown
}

/** What the handler gets of a parameter: what a Lookup found, what the requirement is of as the catalog has it, else the text itself. */
type ParamValue<P, R, K> =
  P extends Lookup<infer T>
    ? T
    : R extends { project: string; of: K }
      ? P extends keyof Located
        ? Located[P]
        : string
      : string

type ParamValues<Path extends string, P, R> = {
  readonly [K in ParamKeys<Path>]: K extends keyof P ? ParamValue<P[K], R, K> : string
}

interface Input<Q, B> {
  /** by the names that `query` declares */
  readonly query: Q extends v.GenericSchema ? v.InferOutput<Q> : undefined
  /** read by its schema, once it is known that the person may */
  readonly body: B extends v.GenericSchema ? v.InferOutput<B> : B extends Form ? FormData : undefined
  readonly http: Http
}

interface RouteOptions<Path extends string>
  extends Pick<Route, 'method' | 'summary' | 'tag' | 'response'>,
    Partial<Pick<Route, 'details' | 'effect' | 'status' | 'example'>>,
    Partial<Omit<RequestOptions, 'formLimit'>> {
  path: Path
}

/** What doesn't fit: told of what is there only. */
const MISFITS = new Set([400, 413, 422])

/**
 * A route for whoever is signed in. What `handler` returns is the answer: a value, JSON text put together already, or a
 * Response. One order for all: what holds whatever is named (401; 403 where it takes a session, or a right over the workspace); is
 * it there for who asks (404); may they do this to it (403); does what they sent fit (400, 413, 422).
 */
export function route<
  const Path extends string,
  const P extends { readonly [K in ParamKeys<Path>]: Param },
  const R extends Exclude<Requirement, 'anyone'>,
  Q extends Query | undefined = undefined,
  B extends Body | undefined = undefined,
>(
  options: RouteOptions<Path> & {
    params?: P
    requires: R
    query?: Q
    body?: B
    /** refuses API keys: what lets people in is not a key's to read or change */
    session?: boolean
    /** throws 403: what else must be so of who asks, whatever they send */
    may?: (context: Context) => void
    handler: (context: Context, params: ParamValues<Path, P, R>, input: Input<Q, B>) => Promise<unknown>
  },
): Route {
  const { handler, session = false, may, isTimeDependent, lenientText, oneTimeSecret, ...declared } = options
  const completed = withDefaults(declared)
  const { effect, status, etag, requires } = completed
  const params = Object.entries<Param>(options.params ?? {})
  const form = isForm(options.body) ? options.body : undefined
  const schema = isForm(options.body) ? undefined : (options.body as v.GenericSchema | undefined)
  const handle = authenticated(
    async (context, http, sent) => {
      if (session) context.requireSession()
      const values = await findParams(context, http, params, requires)
      if (effect === 'write') requireWriteAccess(context.access)
      may?.(context)
      // Where nothing is expected, what comes nevertheless must be readable.
      if (!options.body) sent()
      try {
        const body = form ? await readForm(http, form.limit) : schema && parse(schema, sent())
        const query = options.query && parse(options.query, http.req.query())
        const input = { query, body, http } as Input<Q, B>
        return toResponse(await handler(context, values as ParamValues<Path, P, R>, input), status)
      } catch (error) {
        // What restores a record takes no body, and finds it in the bin.
        if (error instanceof Problem && MISFITS.has(error.status))
          await requireRecordThere(context, values, params, options.body ? effect : 'read')
        throw error
      }
    },
    { etag, isTimeDependent, lenientText, oneTimeSecret, formLimit: form?.limit },
  )
  return { ...completed, handle }
}

const isForm = (body: Body | undefined): body is Form => body !== undefined && 'form' in body

/** A route for anyone, signed in or not. */
export function publicRoute<const Path extends string>(
  options: Omit<RouteOptions<Path>, keyof RequestOptions> & {
    etag?: boolean
    body?: Body
    fromAnywhere?: boolean
    params?: { readonly [K in ParamKeys<Path>]: Noun }
    handler: (http: Http) => Promise<unknown>
  },
): Route {
  const { handler, ...declared } = options
  const completed = withDefaults({ ...declared, requires: 'anyone' })
  return { ...completed, handle: async (http) => toResponse(await handler(http), completed.status) }
}

const withDefaults = (
  options: RouteOptions<string> & {
    requires: Requirement
    params?: Readonly<Record<string, Param>>
    query?: Query | undefined
    body?: Body | undefined
  },
): Omit<Route, 'handle'> => {
  const { params = {}, query, body, ...rest } = options
  const nouns = Object.entries(params).map(([name, param]) => [name, typeof param === 'string' ? param : param.noun])
  return {
    effect: options.method === 'GET' ? 'read' : 'write',
    etag: false,
    fromAnywhere: false,
    status: 200,
    example: {},
    ...rest,
    ...(query && { query }),
    ...(body && { body }),
    params: Object.fromEntries(nouns),
  }
}

const toResponse = (value: unknown, status: number): Response =>
  value instanceof Response
    ? value
    : typeof value === 'string'
      ? jsonTextResponse(value, status)
      : jsonResponse(value, status)
