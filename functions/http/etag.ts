import { isTimeDependent, TIME_DEPENDENT } from '../../src/core/query/index.ts'
import { dayOf } from '../../src/core/time/zone.ts'
import type { Context } from '../context/index.ts'
import { cacheAnswer, cachedAnswer, responseOf } from './answer-cache.ts'
import type { Http } from './body.ts'
import { digest } from './fingerprint.ts'

/**
 * Answers 304 where the client has what would be answered, and the same again where this isolate has it. That depends on the catalog
 * (dashboards' charts are part of it), on who asks, on the last change of the workspace, on the day (relative dates) and on the
 * question. What depends on the minute has no ETag and is computed each time.
 */
export async function withEtag(
  context: Context,
  http: Http,
  text: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const { catalog, now } = context
  const { pathname, search, searchParams } = new URL(http.req.url)
  const questionText = [text, ...searchParams.values()].join('\n')
  if (TIME_DEPENDENT.test(questionText) || isTimeDependent(catalog)) return answer()
  const known = http.req.header('if-none-match')
  const etag = () =>
    `W/"${catalog.version}-${digest(context.access.name)}-${context.seq}-${dayOf(catalog.workspace.zone, now)}-${digest(pathname + search + text)}"`
  // Who asks is in the key, and by the ETag nothing that they may see has changed since.
  const question = [context.access.name, http.req.method, pathname + search, text].join('\n')
  // A browser's hard reload says no-cache: everything anew.
  const cached = http.req.header('cache-control') === 'no-cache' ? undefined : cachedAnswer(context.env, question)
  if (known || cached) {
    await context.batch()
    const current = etag()
    if (known === current) return new Response(null, { status: 304, headers: { etag: current } })
    if (cached?.etag === current) return responseOf(cached)
  }
  const response = await answer()
  return cacheAnswer(context.env, question, etag(), response)
}
