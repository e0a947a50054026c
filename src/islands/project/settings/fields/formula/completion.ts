import { escaped, FormulaError, type FormulaField, functionNames, tokens } from '../../../../../core/formula/index.ts'

export type Suggestion = { kind: 'field'; field: FormulaField } | { kind: 'function'; name: string }

export interface Completion {
  /** the range that a suggestion replaces */
  from: number
  to: number
  suggestions: Suggestion[]
}

const MOST = 12

/** Completions at the caret: fields after `{`, functions and fields after letters; null if no name is being typed. */
export function completionAt(text: string, caret: number, fields: readonly FormulaField[]): Completion | null {
  const before = text.slice(0, caret)
  const open = unclosed(before)
  if (open?.sign === '"') return null
  if (open) {
    const remainder = /^[^{}"(),]*\}/.exec(text.slice(caret))?.[0] ?? ''
    const suggestions = fieldsLike(before.slice(open.position + 1), fields)
    return suggestions.length > 0
      ? { from: open.position, to: caret + remainder.length, suggestions: suggestions.slice(0, MOST) }
      : null
  }
  const word = /[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.exec(before)?.[0]
  if (!word) return null
  const upper = word.toUpperCase()
  const functions = functionNames
    .filter((name) => name.startsWith(upper) && name !== 'TRUE' && name !== 'FALSE')
    .map((name): Suggestion => ({ kind: 'function', name }))
  const begins = (name: string) =>
    name
      .toLocaleLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(word.toLocaleLowerCase()))
  const matching = fieldsLike(
    word,
    fields.filter(({ name }) => begins(name)),
  )
  const suggestions = [...functions, ...matching].slice(0, MOST)
  return suggestions.length > 0 ? { from: caret - word.length, to: caret, suggestions } : null
}

function unclosed(before: string): { sign: string; position: number } | null {
  try {
    tokens(before)
  } catch (error) {
    if (error instanceof FormulaError && error.code === 'unclosed')
      return { sign: before[error.at]!, position: error.at }
  }
  return null
}

/** Names that start with the text, then those that contain it. */
function fieldsLike(text: string, fields: readonly FormulaField[]): Suggestion[] {
  const query = text.trim().toLocaleLowerCase()
  const rank = ({ name }: FormulaField) => (name.toLocaleLowerCase().startsWith(query) ? 0 : 1)
  return fields
    .filter(({ name }) => name.toLocaleLowerCase().includes(query))
    .sort((a, b) => rank(a) - rank(b))
    .map((field) => ({ kind: 'field', field }))
}

/** The text inserted for a suggestion, and how far the caret moves back from its end. */
export function insertionFor(
  suggestion: Suggestion,
  hasNoArguments: boolean,
  next: string,
): { text: string; caretBack: number } {
  if (suggestion.kind === 'field') return { text: `{${escaped(suggestion.field.name)}}`, caretBack: 0 }
  if (next === '(') return { text: suggestion.name, caretBack: 0 }
  return { text: `${suggestion.name}()`, caretBack: hasNoArguments ? 0 : 1 }
}
