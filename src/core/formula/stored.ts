import { FormulaError } from './error.ts'
import { type Token, tokens } from './tokens.ts'
import type { Environment } from './types.ts'

/**
 * A formula is stored with ids in the place of names, `{#17}`, so that a rename breaks nothing; all else stays as it was
 * written, spaces too. A text that can't be read is refused with its place.
 */
export function toStored(text: string, env: Environment): string {
  return replaceFields(text, (token) => {
    const field = token.id === null ? env.resolve(token.name) : env.byId(token.id)
    return field ? `{#${field.id}}` : null
  })
}

/** The other way. A field that is gone, or hidden, stays `{#17}`. */
export function toShown(stored: string, env: Environment): string {
  return replaceFields(stored, (token) => {
    const field = token.id === null ? null : env.byId(token.id)
    return field ? `{${escaped(field.name)}}` : null
  })
}

/** A field's name as it stands between braces. */
export const escaped = (name: string): string =>
  name.replace(/[\\}]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replace(/^#/, '\\#')

function replaceFields(text: string, replace: (token: Token & { kind: 'field' }) => string | null): string {
  let result = ''
  let done = 0
  for (const token of tokens(text)) {
    if (token.kind !== 'field') continue
    const by = replace(token)
    if (by === null) continue
    result += text.slice(done, token.at) + by
    done = token.at + token.length
  }
  return result + text.slice(done)
}

/** The ids that a stored formula names, whether or not it can be read. */
export function storedIds(stored: string): number[] {
  try {
    return [
      ...new Set(tokens(stored).flatMap((token) => (token.kind === 'field' && token.id !== null ? [token.id] : []))),
    ]
  } catch (error) {
    if (error instanceof FormulaError) return []
    throw error
  }
}
