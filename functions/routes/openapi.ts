import * as v from 'valibot'
import { openApi } from '../openapi/document.ts'
import { openRoute, type Route } from '../route.ts'

/** The document is made once per isolate. It is the same for everybody, so its routes know no person. */
export function openApiRoutes(routes: () => readonly Route[]): Route[] {
  let text: string | undefined
  return [
    openRoute({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'Reads this description of the API, OpenAPI 3.1',
      tag: 'api',
      answer: v.looseObject({ openapi: v.literal('3.1.0') }),
      run: async () => {
        text ??= JSON.stringify(openApi(routes()))
        return text
      },
    }),
    openRoute({
      method: 'GET',
      path: '/api/docs',
      summary: 'Leads to the page that shows this API and lets one try it',
      tag: 'api',
      status: 302,
      answer: 'nothing',
      run: async (http) => http.redirect('/docs/'),
    }),
  ]
}
