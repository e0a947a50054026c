import type * as v from 'valibot'
import type { Route } from '../route.ts'
import { ANSWERS, SENT } from './components.ts'
import { errorResponses } from './errors.ts'
import { INFO, TAGS } from './info.ts'
import { type JsonSchema, jsonSchemas, type SchemaOf, withoutClosedObjects } from './json-schema.ts'
import { operation, pathOf } from './operation.ts'

/**
 * OpenAPI 3.1 of all routes. It is made from their declarations and says nothing of any workspace: everybody reads the same.
 */
export function openApiDocument(routes: readonly Route[]) {
  const names = new Map([...Object.entries(ANSWERS), ...Object.entries(SENT)].map(([name, schema]) => [schema, name]))
  const routeSchemas = ownSchemas(routes, names)
  const schemas = jsonSchemas({ ...ANSWERS, ...SENT, ...routeSchemas })
  const nameOf = new Map([...names, ...Object.entries(routeSchemas).map(([name, schema]) => [schema, name] as const)])
  const schemaOf: SchemaOf = (schema, sent) => {
    const name = nameOf.get(schema)!
    if (names.has(schema)) return { $ref: `#/components/schemas/${name}` }
    return (sent ? schemas[name] : withoutClosedObjects(schemas[name])) as JsonSchema
  }
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = pathOf(route)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemaOf) }
  }
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '/' }],
    security: [{ session: [] }, { key: [] }],
    tags: TAGS,
    paths,
    webhooks: { told: { post: TOLD } },
    components: {
      schemas: Object.fromEntries([
        ...Object.keys(ANSWERS).map((name) => [name, withoutClosedObjects(schemas[name])]),
        ...Object.keys(SENT).map((name) => [name, schemas[name]]),
      ]),
      responses: errorResponses,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-session',
          description: 'What signing in sets. A changing request must come from the workspace’s own pages.',
        },
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key: a person’s, and good for what its scopes say.',
        },
      },
    },
  }
}

/** What receivers of webhooks are sent. */
const TOLD = {
  summary: 'Receive what happens',
  description:
    'As Standard Webhooks says: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any answer of 2xx within ten seconds takes it; 410 asks for no more.',
  tags: ['webhook'],
  requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/WebhookBody' } } } },
  responses: { '2XX': { description: 'Taken' } },
}

/** Bodies, queries and answers that are no named shape, each once, under a name nobody sees. */
function ownSchemas(routes: readonly Route[], named: ReadonlyMap<v.GenericSchema, string>) {
  const schemas = new Set<v.GenericSchema>()
  for (const { body, query, response } of routes)
    for (const schema of [body && 'form' in body ? body.form : body, query, response])
      if (typeof schema === 'object' && !named.has(schema)) schemas.add(schema)
  return Object.fromEntries([...schemas].map((schema, i) => [`own.${i}`, schema]))
}
