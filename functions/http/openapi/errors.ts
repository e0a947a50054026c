import type { Route } from '../route.ts'

const ERRORS = {
  400: ['Malformed', 'The body is not a JSON object.'],
  401: ['Unauthorized', 'Nobody is signed in, or the key is no longer good.'],
  403: ['Forbidden', 'One may see it, and not do this; or the request comes from another site.'],
  404: ['NotFound', 'It is not there, or not visible: the answer is the same.'],
  409: ['Conflict', 'Somebody else changed it in the meantime, or it was done already.'],
  413: ['TooLarge', 'The body is too large.'],
  422: ['Unfit', 'Something doesn’t fit; each fault is told at its place.'],
  429: ['Busy', 'Too much at once: try again in a moment.'],
} as const
type ErrorStatus = keyof typeof ERRORS

/** Ways in which this route may refuse. */
export function errorsOf({ requires, effect, tag, method, body, query, params }: Route): ErrorStatus[] {
  const somebody = requires !== 'anyone'
  const ids = Object.values(params).some((noun) => noun !== 'number')
  const possible: Record<ErrorStatus, boolean> = {
    400: body !== undefined,
    401: somebody || (tag === 'sign-in' && body !== undefined),
    403: somebody || method !== 'GET',
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
