import { invalid, onlyAtPath } from '../errors/index.ts'
import { type Reader, typeOf } from '../fields/index.ts'
import type { Json } from '../model/index.ts'
import {
  type Answered,
  answeredOf,
  fieldNamed,
  lookupNamed,
  nameById,
  operandNamed,
  type Row,
  type Scope,
} from '../query/index.ts'

/**
 * Texts with `{Field}` in them: `{Amount}`, `{Customer.Email}`, `{title}`. They are kept with ids, `{#17}` and `{#8.12}`, so that a
 * rename breaks nothing. `{Input.name}` is what came from outside with a webhook. A brace that is meant is written twice.
 */
export type TemplatePart = string | { name: string }

const PLACE = /\{\{|\}\}|\{([^{}]{1,200})\}/g
const INPUT = /^Input\.(.{1,100})$/

/** In its parts, as it is kept: names without the #. */
export function templateParts(text: string): TemplatePart[] {
  const parts: TemplatePart[] = []
  let done = 0
  const push = (more: string) => {
    const last = parts.length - 1
    if (more === '') return
    if (typeof parts[last] === 'string') parts[last] += more
    else parts.push(more)
  }
  for (const match of text.matchAll(PLACE)) {
    push(text.slice(done, match.index))
    if (match[1] === undefined) push(match[0][0]!)
    else parts.push({ name: match[1].trim().replace(/^#/, '') })
    done = match.index + match[0].length
  }
  push(text.slice(done))
  return parts
}

/** As it is kept. 422 `unknownField` for a name that nothing has, or that may not be seen. */
export function templateById(text: string, scope: Scope): string {
  return text.replace(PLACE, (placeholder, name: string | undefined) => {
    if (name === undefined) return placeholder
    const plain = name.trim().replace(/^#/, '')
    if (INPUT.test(plain)) return `{${plain}}`
    onlyAtPath('', () => requireReadable(scope, plain))
    const id = nameById(plain, scope)
    return /^\d/.test(id) ? `{#${id}}` : `{${id}}`
  })
}

/** As a person reads and edits it: `{#8.12}` as `{Customer.Email}`; what is gone stays as it is. */
export function templateByName(text: string, scope: Scope): string {
  return text.replace(PLACE, (placeholder, name: string | undefined) =>
    name?.startsWith('#') ? `{${nameOfPath(name.slice(1), scope) ?? name}}` : placeholder,
  )
}

/** `8.12` as `Customer.Email`; null where part of it is gone. */
export function nameOfPath(path: string, scope: Scope): string | null {
  const field = fieldNamed(scope, path)
  if (field) return field.name
  const dot = path.indexOf('.')
  if (dot < 0) return /^\d/.test(path) ? null : path
  const reference = fieldNamed(scope, path.slice(0, dot))
  const lookup = lookupNamed(scope, path.slice(0, dot), path.slice(dot + 1))
  const rest = lookup && nameOfPath(lookup.name, lookup.scope)
  return reference && rest ? `${reference.name}.${rest}` : null
}

/** Files have no text. */
function requireReadable(scope: Scope, name: string): void {
  const { kind } = operandNamed(scope, name)
  if (kind === 'files') throw invalid('', 'unknownField', { name })
}

/** The names in it by which fields are read, without those of `Input`. */
export const namesInTemplate = (text: string): string[] =>
  templateParts(text).flatMap((part) => (typeof part === 'string' || INPUT.test(part.name) ? [] : [part.name]))

/** What came from outside: `{Input.contact.email}` goes into it. */
export function inputAt(input: Json | undefined, name: string): Json {
  const path = INPUT.exec(name)?.[1]
  if (path === undefined) return null
  return path.split('.').reduce<Json>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return null
    return (Object.hasOwn(inner, key) ? (inner as Record<string, Json>)[key] : undefined) ?? null
  }, input ?? null)
}

export interface TemplateSource {
  scope: Scope
  row: Row | null
  input?: Json | undefined
  reader: Reader
}

/** What stands in a place, for people; '' where there is nothing. */
export function textAt(name: string, { scope, row, input, reader }: TemplateSource): string {
  if (INPUT.test(name)) {
    const value = inputAt(input, name)
    return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
  }
  return row ? textOf(answeredOf(scope, name, row), reader) : ''
}

export const textOf = (found: readonly Answered[], reader: Reader): string =>
  found.map(({ type, config, value }) => typeOf(type)!.format(value, config, reader)).join(', ')

export const fillTemplate = (text: string, source: TemplateSource): string =>
  templateParts(text)
    .map((part) => (typeof part === 'string' ? part : textAt(part.name, source)))
    .join('')

/** A text that is one place and nothing else means the value itself, not its words. */
export function soleName(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const parts = templateParts(text)
  const [only] = parts
  return parts.length === 1 && typeof only === 'object' ? only.name : null
}
