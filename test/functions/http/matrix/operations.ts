import type { Requirement } from '../../../../functions/http/requirement.ts'

/** An operation of the API as its document tells it: nothing else is known of it here. */
export interface Operation {
  name: string
  method: string
  path: string
  /** path parameters and the nouns they name, in order */
  params: [name: string, noun: string][]
  query: { name: string; noun?: string | undefined; example?: string | undefined }[]
  needs: Requirement
  writes: boolean
  /** what it answers when it is done */
  done: number
  /** every status that it says it may answer */
  statuses: number[]
  body?: { form: boolean; example: unknown; ids: { path: string[]; noun: string }[] }
}

type Json = Record<string, unknown>
interface Described {
  parameters: { name: string; in: string; example?: string; schema: Json; 'x-id'?: string }[]
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> }
  responses: Record<string, unknown>
  'x-needs': Requirement
  'x-effect': string
}
export interface Document {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Json> }
}

export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const of = (place: string) => described.parameters.filter((one) => one.in === place)
      const [[media, content] = []] = Object.entries(described.requestBody?.content ?? {})
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        params: of('path').map((one) => [one.name, one['x-id']!]),
        query: of('query').map((one) => ({
          name: one.name,
          noun: one.schema['x-id'] as string | undefined,
          example: one.example,
        })),
        needs: described['x-needs'],
        writes: described['x-effect'] === 'write',
        statuses: Object.keys(described.responses).map(Number),
        done: Number(Object.keys(described.responses).find((status) => status < '400')),
        ...(content && {
          body: {
            form: media !== 'application/json',
            example: content.example,
            ids: idsIn(document, content.schema, [], []),
          },
        }),
      }
    }),
  )

/** Every place in a body where an id stands; `*` is any key of an object, `0` the first of a list. */
function idsIn(document: Document, schema: Json, path: string[], within: string[]): { path: string[]; noun: string }[] {
  const ref = schema.$ref as string | undefined
  if (ref) {
    const name = ref.split('/').at(-1)!
    return within.includes(name) ? [] : idsIn(document, document.components.schemas[name]!, path, [...within, name])
  }
  if (schema['x-id'])
    return [{ path: schema.type === 'object' ? [...path, '*'] : path, noun: schema['x-id'] as string }]
  const inner = (one: unknown, ...more: string[]) => idsIn(document, one as Json, [...path, ...more], within)
  return [
    ...Object.entries((schema.properties as Json | undefined) ?? {}).flatMap(([key, one]) => inner(one, key)),
    ...(schema.items ? inner(schema.items, '0') : []),
    ...((schema.anyOf as unknown[] | undefined) ?? []).flatMap((one) => inner(one)),
  ]
}
