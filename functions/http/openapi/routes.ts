import * as v from 'valibot'
import { publicRoute, type Route } from '../route.ts'
import { openApiDocument } from './document.ts'

/** The document is made once per isolate. It is the same for everybody, so its routes know no person. */
export function openApiRoutes(routes: () => readonly Route[]): Route[] {
  let cached: Promise<{ text: string; etag: string }> | undefined
  const make = async () => {
    const text = JSON.stringify(openApiDocument(routes()))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
    return { text, etag: `"${[...digest.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"` }
  }
  return [
    publicRoute({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'Retrieve the OpenAPI document',
      tag: 'api',
      response: v.looseObject({ openapi: v.literal('3.1.0') }),
      etag: true,
      handler: async (http) => {
        cached ??= make()
        const { text, etag } = await cached
        if (http.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
        return new Response(text, { headers: { 'content-type': 'application/json', etag } })
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/api/docs',
      summary: 'Open the API reference',
      tag: 'api',
      status: 302,
      response: 'nothing',
      handler: async (http) => http.redirect('/docs/'),
    }),
  ]
}
