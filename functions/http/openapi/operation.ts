import type * as v from 'valibot'
import type { Noun } from '../params.ts'
import type { Route } from '../route.ts'
import { errorRefs } from './errors.ts'
import type { SchemaOf } from './json-schema.ts'

/** /api/records/:id -> /api/records/{id} */
export const pathOf = ({ path }: Route): string => path.replace(/:(\w+)/g, '{$1}')

/** One route as OpenAPI says it. `x-needs`, `x-effect` and `x-id` say what it has no words for. */
export function operation(route: Route, schemaOf: SchemaOf) {
  const { summary, details, tag, requires, effect, example, body, status } = route
  const answer = { description: DONE[status], ...(route.etag && { headers: etag }), ...contentOf(route, schemaOf) }
  return {
    operationId: operationId(route),
    summary,
    ...(details && { description: details }),
    tags: [tag],
    ...(requires === 'anyone' && { security: [] }),
    parameters: parametersOf(route, schemaOf),
    ...(body && { requestBody: bodyOf(body, example.body, schemaOf) }),
    responses: {
      [status]: answer,
      ...(route.etag && { 304: { description: 'What If-None-Match names is still so.' } }),
      ...errorRefs(route),
    },
    'x-needs': requires,
    'x-effect': effect,
  }
}

const DONE = { 200: 'Done', 201: 'Created', 202: 'Accepted', 302: 'Redirect' }
const etag = { ETag: { schema: { type: 'string' }, description: 'For If-None-Match' } }

/** PATCH /api/records/:id/tags/:tag -> patchRecordsByIdTagsByTag */
const operationId = ({ method, path }: Route): string =>
  method.toLowerCase() +
  path
    .split('/')
    .slice(2)
    .flatMap((part) => part.replace(/^:/, 'by-').split(/[-.]/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

function contentOf({ response }: Route, schemaOf: SchemaOf) {
  if (response === 'nothing') return {}
  if (typeof response === 'string')
    return { content: { [response]: { schema: { type: 'string', contentMediaType: response } } } }
  return { content: { 'application/json': { schema: schemaOf(response, false) } } }
}

function bodyOf(body: NonNullable<Route['body']>, example: unknown, schemaOf: SchemaOf) {
  const form = 'form' in body
  const schema = schemaOf(form ? body.form : body, true)
  // A form's example is a file's name, which is no value of it.
  const content = { schema, ...(!form && example !== undefined && { example }) }
  const required = 'required' in schema || '$ref' in schema
  return { required, content: { [form ? 'multipart/form-data' : 'application/json']: content } }
}

function parametersOf(route: Route, schemaOf: SchemaOf) {
  const { params, query, example, method, etag } = route
  const path = Object.entries(params).map(([name, noun]) => ({
    name,
    in: 'path',
    required: true,
    schema: noun === 'number' ? { type: 'integer', minimum: 1 } : { type: 'string' },
    ...(description(noun) && { description: description(noun) }),
    'x-id': noun,
  }))
  const properties = query ? propertiesOf(query, schemaOf) : []
  const queryParameters = properties.map(([name, { description: text, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(typeof text === 'string' && { description: text }),
    schema,
    ...(example.query?.[name] !== undefined && { example: example.query[name] }),
  }))
  const headers = [
    ...(method !== 'GET' && route.requires !== 'anyone' && !etag ? [IDEMPOTENCY] : []),
    ...(etag ? [IF_NONE_MATCH] : []),
  ]
  return [...path, ...queryParameters, ...headers]
}

const NO_IDS: readonly Noun[] = ['number', 'token', 'inbound token', 'subscription']
const description = (noun: Noun) => (NO_IDS.includes(noun) ? '' : `the ${noun}’s id`)

function propertiesOf(query: v.GenericSchema, schemaOf: SchemaOf) {
  const { properties } = schemaOf(query, true) as { properties: Record<string, Record<string, unknown>> }
  return Object.entries(properties)
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key answers the same result and does nothing more, for 24 hours.',
  schema: { type: 'string' },
}

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'An earlier ETag: answers 304 if nothing has changed since.',
  schema: { type: 'string' },
}
