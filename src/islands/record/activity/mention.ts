import type { Mentioned } from '../../../core/text/mentions.ts'

/** What stands before the caret where somebody is about to be named: "@so" names "so". */
export interface Mention {
  /** where the @ stands */
  start: number
  text: string
}

const LONGEST = 40

export function mentionAt(text: string, caret: number): Mention | null {
  const start = text.lastIndexOf('@', caret - 1)
  if (start < 0 || caret - start > LONGEST) return null
  const typed = text.slice(start + 1, caret)
  // An address of mail has letters before its @; what was chosen already stands in brackets.
  if (/[\p{L}\p{N}_.]/u.test(text[start - 1] ?? '') || /[[\]\n@]/.test(typed)) return null
  return { start, text: typed }
}

/** As comments are stored: "@Sokha Chan" with who is meant, of two of one name who comes first. */
export function withMentions(text: string, people: readonly Mentioned[]): string {
  const ids = new Map<string, string>()
  for (const { id, name } of people) if (name && !ids.has(name)) ids.set(name, id)
  if (ids.size === 0) return text
  const names = [...ids.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])@(${names.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  // A name's own brackets would end it early.
  return text.replace(pattern, (_, name: string) => `@[${name.replaceAll(/[[\]]/g, '')}](person:${ids.get(name)})`)
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
