import type { ParamKeys } from 'hono/types'
import type * as v from 'valibot'
import { parse } from '../../src/core/errors/parse.ts'
import { type Level, requireWriteAccess } from '../../src/core/permissions/index.ts'
import type { Context } from '../context.ts'
import { authenticated, type Http } from './authenticated.ts'
import { jsonResponse, jsonTextResponse } from './problem.ts'

/**
 * A route says in one object what it takes, what it answers, whom it is for and how it is done. The Worker mounts what is
 * declared and nothing else; OpenAPI, the page of the API and the tests of rights are made from the same objects, so none
 * of them can say what isn't so.
 */
export interface Route {
  readonly method: Method
  /** as Hono writes it: /api/records/:id */
  readonly path: string
  /** one plain line: "Moves a record to a list" */
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
  /** a schema of JSON, or of the fields of a multipart/form-data */
  readonly body?: v.GenericSchema | { readonly form: v.GenericSchema }
  readonly status: 200 | 201 | 302
  /** a schema of JSON, or the media type of what else is answered */
  readonly response: v.GenericSchema | `${string}/${string}` | 'nothing'
  readonly example: Example
  readonly handle: (http: Http) => Promise<Response>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Effect = 'read' | 'write'
type Query = v.ObjectSchema<v.ObjectEntries, undefined>

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
  | 'dashboard'
  | 'chart'
  | 'template'
  | 'workspace'
  | 'person'
  | 'role'
  | 'team'
  | 'key'
  | 'invitation'
  | 'audit'
  | 'sign-in'
  | 'api'

/** What a path parameter names. `number` and `token` are no ids. */
export type Noun =
  | 'project'
  | 'list'
  | 'field'
  | 'tag'
  | 'record'
  | 'comment'
  | 'file'
  | 'change'
  | 'import'
  | 'dashboard'
  | 'chart'
  | 'person'
  | 'role'
  | 'team'
  | 'key'
  | 'invitation'
  | 'session'
  | 'passkey'
  | 'mail'
  | 'number'
  | 'token'

/**
 * The right that one must have. `of` names the path parameter whose project is meant (its own, its record's, its list's…),
 * or `body.<name>` where a body says it. A verb of the model asks for it; here it is told.
 */
export type Requirement =
  | 'anyone'
  | 'person'
  | { readonly project: Exclude<Level, 'none'>; readonly of: string; readonly workspace?: WorkspaceRight }
  | { readonly workspace: WorkspaceRight }
export type WorkspaceRight = 'projects' | 'people' | 'export' | 'keys'

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

interface RouteInput {
  /** by the names that `query` declares */
  readonly query: Readonly<Record<string, string | undefined>>
  /** as it came: the verb reads it by its schema, once it knows that the person may */
  readonly body: unknown
  readonly http: Http
}

type Params<Path extends string> = { readonly [K in ParamKeys<Path>]: string }
type RouteOptions<Path extends string> = Pick<
  Route,
  'method' | 'summary' | 'details' | 'tag' | 'requires' | 'query' | 'body' | 'response'
> &
  Partial<Pick<Route, 'effect' | 'etag' | 'status' | 'example'>> & {
    path: Path
    /** what each path parameter names */
    params?: { readonly [K in ParamKeys<Path>]: Noun }
  }

/** A route for whoever is signed in. What `run` returns is the answer: a value, JSON text put together already, or a Response. */
export function route<const Path extends string>(
  said: RouteOptions<Path> & {
    handler: (context: Context, params: Params<Path>, asked: RouteInput) => Promise<unknown>
  },
): Route {
  const { handler, ...rest } = said
  const declared = withDefaults(rest)
  const { effect, status, query, etag } = declared
  const handle = authenticated(async (context, http, body) => {
    requireEffect(context, effect)
    const asked = { query: query ? (parse(query, http.req.query()) as RouteInput['query']) : {}, body, http }
    return toResponse(await handler(context, http.req.param() as Params<Path>, asked), status)
  }, etag)
  return { ...declared, handle }
}

/** A route for anyone, signed in or not. */
export function publicRoute<const Path extends string>(
  said: Omit<RouteOptions<Path>, 'requires'> & { handler: (http: Http) => Promise<unknown> },
): Route {
  const { handler, ...rest } = said
  const declared = withDefaults({ ...rest, requires: 'anyone' })
  return { ...declared, handle: async (http) => toResponse(await handler(http), declared.status) }
}

const withDefaults = <Path extends string>(said: RouteOptions<Path>): Omit<Route, 'handle'> => ({
  effect: said.method === 'GET' ? 'read' : 'write',
  etag: false,
  status: 200,
  example: {},
  ...said,
  params: said.params ?? {},
})

const toResponse = (value: unknown, status: number): Response =>
  value instanceof Response
    ? value
    : typeof value === 'string'
      ? jsonTextResponse(value, status)
      : jsonResponse(value, status)

/** Called of every request that is somebody's, before anything is done: what may only read may not do what writes. */
export function requireEffect({ access }: Context, effect: Effect): void {
  if (effect === 'write') requireWriteAccess(access)
}
