import { bodyOf, type Operation } from './operations.ts'

/** What the reader has filled in so far: parameters by place and name, the body's text, files of a form. */
export interface Draft {
  params: Record<string, string>
  body: string
  form: Record<string, string | File>
}

export const at = ({ in: place, name }: { in: string; name: string }): string => `${place}.${name}`

export function draftOf(operation: Operation): Draft {
  const sent = bodyOf(operation)
  const given = operation.parameters.flatMap((one) => (one.example === undefined ? [] : [[at(one), one.example]]))
  const json = sent?.media === 'application/json'
  return {
    params: Object.fromEntries(given),
    body: json ? JSON.stringify(sent.example ?? {}, null, 2) : '',
    form: {},
  }
}

/** Path parameters that are still empty. */
export const missing = (operation: Operation, { params }: Draft): string[] =>
  operation.parameters.filter((one) => one.in === 'path' && !params[at(one)]?.trim()).map(({ name }) => name)

/** The path with what is filled in; what isn't stays in its braces. */
export function pathOf(operation: Operation, { params }: Draft): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[`path.${name}`]?.trim()
    return value ? encodeURIComponent(value) : whole
  })
  const query = operation.parameters.flatMap((one) => {
    const value = one.in === 'query' && params[at(one)]
    return value ? [`${encodeURIComponent(one.name)}=${encodeURIComponent(value)}`] : []
  })
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

export function headersOf(operation: Operation, draft: Draft): Record<string, string> {
  const given = operation.parameters.flatMap((one) => {
    const value = one.in === 'header' && draft.params[at(one)]
    return value ? [[one.name.toLowerCase(), value]] : []
  })
  const json = bodyOf(operation)?.media === 'application/json'
  return { ...(json && { 'content-type': 'application/json' }), ...Object.fromEntries(given) }
}

/** What is sent: the JSON as it was typed, or the form. */
export function contentOf(operation: Operation, draft: Draft): BodyInit | undefined {
  const sent = bodyOf(operation)
  if (!sent) return undefined
  if (sent.media === 'application/json') return draft.body
  const form = new FormData()
  for (const [name, value] of Object.entries(draft.form)) if (value !== '') form.set(name, value)
  return form
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

export function asCurl(operation: Operation, draft: Draft, origin: string): string {
  const sent = bodyOf(operation)
  const form = sent && sent.media !== 'application/json'
  const parts = [
    `curl${operation.method === 'GET' ? '' : ` -X ${operation.method}`} ${quoted(origin + pathOf(operation, draft))}`,
    ...(operation['x-needs'] === 'anyone' ? [] : ['-H "Authorization: Bearer $TONLE_KEY"']),
    ...Object.entries(headersOf(operation, draft)).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(form
      ? Object.keys(sent.schema.properties ?? {})
          .slice(0, 1)
          .map((name) => `-F ${quoted(`${name}=@offer.pdf`)}`)
      : []),
    ...(sent && !form ? [`-d ${quoted(draft.body)}`] : []),
  ]
  return parts.join(' \\\n  ')
}

export function asFetch(operation: Operation, draft: Draft): string {
  const sent = bodyOf(operation)
  const json = sent?.media === 'application/json'
  const headers = headersOf(operation, draft)
  const options = [
    ...(operation.method === 'GET' ? [] : [`method: '${operation.method}'`]),
    ...(Object.keys(headers).length > 0 ? [`headers: ${JSON.stringify(headers)}`] : []),
    ...(json ? [`body: JSON.stringify(${draft.body.replaceAll('\n', '\n  ')})`] : []),
    ...(sent && !json ? ['body: form'] : []),
  ]
  const given = options.length > 0 ? `, {\n  ${options.join(',\n  ')},\n}` : ''
  const form = sent && !json ? `const form = new FormData()\nform.set('file', file)\n` : ''
  return `${form}const response = await fetch(${JSON.stringify(pathOf(operation, draft))}${given})\nconst answer = await response.json()`
}
