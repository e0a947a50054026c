import type { Route } from '../route.ts'

const ERRORS = {
  400: ['BadRequest', 'The body is not a JSON object.'],
  401: ['Unauthorized', 'Not signed in, or the API key is no longer valid.'],
  403: ['Forbidden', 'Visible, but not allowed; or the request comes from another site.'],
  404: ['NotFound', 'Not found, or not visible: the answer is the same.'],
  409: ['Conflict', 'Changed by somebody else in the meantime, or already done.'],
  413: ['PayloadTooLarge', 'The body is too large.'],
  422: ['ValidationFailed', 'Validation failed; `errors` has an entry for each field, with its path.'],
  429: ['TooManyRequests', 'Too many requests; `Retry-After` says when to try again.'],
} as const
type ErrorStatus = keyof typeof ERRORS

/** Ways in which this route may refuse. */
export function errorsOf({ requires, effect, tag, method, body, query, params, fromAnywhere }: Route): ErrorStatus[] {
  const somebody = requires !== 'anyone'
  const ids = Object.values(params).some((noun) => noun !== 'number')
  const possible: Record<ErrorStatus, boolean> = {
    400: body !== undefined,
    401: somebody || (tag === 'sign-in' && body !== undefined),
    403: somebody || (method !== 'GET' && !fromAnywhere),
    404: ids,
    409: somebody && effect === 'write',
    413: body !== undefined,
    422:
      body !== undefined || query !== undefined || (effect === 'write' && somebody) || Object.keys(params).length > 1,
    429: somebody || method !== 'GET',
  }
  return Object.entries(possible).flatMap(([status, may]) => (may ? [Number(status) as ErrorStatus] : []))
}

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

export const errorResponses = Object.fromEntries(
  Object.values(ERRORS).map(([name, description]) => [name, { description, content: problem }]),
)

export const errorRefs = (route: Route) =>
  Object.fromEntries(errorsOf(route).map((status) => [status, { $ref: `#/components/responses/${ERRORS[status][0]}` }]))
