import { summaryIn } from '../../i18n/docs.ts'

/** As much of OpenAPI 3.1 as this page shows. */
export interface Schema {
  $ref?: string
  type?: string
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  additionalProperties?: Schema | boolean
  contentMediaType?: string
  [keyword: string]: unknown
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: Schema
  example?: string
}

type Content = Record<string, { schema: Schema; example?: unknown }>
interface Answered {
  $ref?: string
  description?: string
  content?: Content
}

export type Needs =
  | 'anyone'
  | 'person'
  | { project: 'view' | 'comment' | 'edit' | 'manage'; workspace?: Right }
  | { workspace: Right; project?: undefined }
  | { dashboard: 'view' | 'edit'; project?: undefined; workspace?: undefined }
type Right = 'projects' | 'people' | 'export' | 'keys'

interface Described {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, Answered>
  'x-needs': Needs
  'x-effect': 'read' | 'write'
}

export interface Document {
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema>; responses: Record<string, Answered> }
}

export interface Operation extends Described {
  method: string
  path: string
}

export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...described,
      summary: summaryIn(described.summary),
      method: method.toUpperCase(),
      path,
    })),
  )

/** By noun, in the document's order, those that have all the words. */
export function sorted(document: Document, words: string): { name: string; operations: Operation[] }[] {
  const terms = words.toLowerCase().split(/\s+/).filter(Boolean)
  const text = ({ method, path, summary, tags }: Operation) => `${method} ${path} ${summary} ${tags}`.toLowerCase()
  const matches = operationsOf(document).filter((operation) => terms.every((word) => text(operation).includes(word)))
  return document.tags
    .map(({ name }) => ({ name: summaryIn(name), operations: matches.filter(({ tags }) => tags[0] === name) }))
    .filter(({ operations }) => operations.length > 0)
}

export interface Answer {
  status: string
  description: string
  schema?: Schema | undefined
  media?: string | undefined
}

/** The successful and the error responses of an operation. */
export function answersOf(
  { components }: Document,
  { responses }: Operation,
): { successes: Answer[]; failures: Answer[] } {
  const answers = Object.entries(responses).map(([status, response]): Answer => {
    const resolved = response.$ref ? components.responses[response.$ref.split('/').at(-1)!]! : response
    const [media, content] = Object.entries(resolved.content ?? {})[0] ?? []
    return { status, description: resolved.description ?? '', schema: content?.schema, media }
  })
  return {
    successes: answers.filter(({ status }) => status < '400'),
    failures: answers.filter(({ status }) => status >= '400'),
  }
}

export interface RequestContent {
  media: string
  schema: Schema
  example: unknown
}

export function bodyOf({ requestBody }: Operation): RequestContent | null {
  const [media, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  return media && content ? { media, schema: content.schema, example: content.example } : null
}
