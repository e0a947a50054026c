import { bodyOf, type Operation } from './operations.ts'

/** What the reader has filled in so far: parameters by place and name, the body's text, files of a form. */
export interface Draft {
  params: Record<string, string>
  body: string
  form: Record<string, string | File>
}

export const paramKey = ({ in: location, name }: { in: string; name: string }): string => `${location}.${name}`

export function draftOf(operation: Operation): Draft {
  const content = bodyOf(operation)
  const defaults = operation.parameters.flatMap((parameter) =>
    parameter.example === undefined ? [] : [[paramKey(parameter), parameter.example]],
  )
  const json = content?.media === 'application/json'
  return {
    params: Object.fromEntries(defaults),
    body: json ? JSON.stringify(content.example ?? {}, null, 2) : '',
    form: {},
  }
}

/** Path parameters that are still empty. */
export const missingParams = (operation: Operation, { params }: Draft): string[] =>
  operation.parameters
    .filter((parameter) => parameter.in === 'path' && !params[paramKey(parameter)]?.trim())
    .map(({ name }) => name)

/** The path with parameters filled in; empty ones stay in braces. */
export function pathOf(operation: Operation, { params }: Draft): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[`path.${name}`]?.trim()
    return value ? encodeURIComponent(value) : placeholder
  })
  const query = operation.parameters.flatMap((parameter) => {
    const value = parameter.in === 'query' && params[paramKey(parameter)]
    return value ? [`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`] : []
  })
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

export function headersOf(operation: Operation, draft: Draft): Record<string, string> {
  const headers = operation.parameters.flatMap((parameter) => {
    const value = parameter.in === 'header' && draft.params[paramKey(parameter)]
    return value ? [[parameter.name.toLowerCase(), value]] : []
  })
  const json = bodyOf(operation)?.media === 'application/json'
  return { ...(json && { 'content-type': 'application/json' }), ...Object.fromEntries(headers) }
}

/** The request body: the typed JSON, or the form data. */
export function contentOf(operation: Operation, draft: Draft): BodyInit | undefined {
  const content = bodyOf(operation)
  if (!content) return undefined
  if (content.media === 'application/json') return draft.body
  const form = new FormData()
  for (const [name, value] of Object.entries(draft.form)) if (value !== '') form.set(name, value)
  return form
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

export function asCurl(operation: Operation, draft: Draft, origin: string): string {
  const content = bodyOf(operation)
  const form = content && content.media !== 'application/json'
  const parts = [
    `curl${operation.method === 'GET' ? '' : ` -X ${operation.method}`} ${quoted(origin + pathOf(operation, draft))}`,
    ...(operation['x-needs'] === 'anyone' ? [] : ['-H "Authorization: Bearer $TONLE_KEY"']),
    ...Object.entries(headersOf(operation, draft)).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(form
      ? Object.keys(content.schema.properties ?? {})
          .slice(0, 1)
          .map((name) => `-F ${quoted(`${name}=@offer.pdf`)}`)
      : []),
    ...(content && !form ? [`-d ${quoted(draft.body)}`] : []),
  ]
  return parts.join(' \\\n  ')
}

export function asFetch(operation: Operation, draft: Draft): string {
  const content = bodyOf(operation)
  const json = content?.media === 'application/json'
  const headers = headersOf(operation, draft)
  const options = [
    ...(operation.method === 'GET' ? [] : [`method: '${operation.method}'`]),
    ...(Object.keys(headers).length > 0 ? [`headers: ${JSON.stringify(headers)}`] : []),
    ...(json ? [`body: JSON.stringify(${draft.body.replaceAll('\n', '\n  ')})`] : []),
    ...(content && !json ? ['body: form'] : []),
  ]
  const optionsText = options.length > 0 ? `, {\n  ${options.join(',\n  ')},\n}` : ''
  const form = content && !json ? `const form = new FormData()\nform.set('file', file)\n` : ''
  return `${form}const response = await fetch(${JSON.stringify(pathOf(operation, draft))}${optionsText})\nconst answer = await response.json()`
}
