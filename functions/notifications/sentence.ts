import type { NotificationText } from '../../src/core/api/notification.ts'
import { fill as fillError } from '../../src/core/errors/index.ts'
import type { Catalog, Language } from '../../src/core/model/index.ts'
import { withoutMentions } from '../../src/core/text/mentions.ts'
import { ERROR_SENTENCES } from '../../src/i18n/errors.ts'
import { MAIL_WORDS, type MailKey } from '../../src/i18n/mail.ts'
import { type NotificationRow, textOf } from './readable.ts'

const EXCERPT = 140

/** Names of who it is from. An automation is named to who sees its project. */
export interface By {
  person?: { id: string; name: string }
  automation?: { id: string; name: string }
}

export function byOf({ byPerson, byAutomation }: NotificationRow, catalog: Catalog): By {
  const person = catalog.people.find(({ id }) => id === byPerson)
  const automation = catalog.automations.find(
    ({ id, project }) => id === byAutomation && catalog.projects.some((one) => one.id === project),
  )
  return {
    ...(person && { person: { id: String(person.id), name: person.name } }),
    ...(automation && { automation: { id: String(automation.id), name: automation.name } }),
  }
}

/** What is said, in the reader's language; what they may not see of it is left out. */
export function sentenceOf(row: NotificationRow, catalog: Catalog, language: Language): string {
  const text = textOf(row)
  if (text.parts) return partsSeen(text.parts, catalog)
  const words = MAIL_WORDS[language]
  const { person, automation } = byOf(row, catalog)
  const names = {
    by:
      row.byAutomation !== null
        ? (automation?.name ?? words['notice.anAutomation'])
        : (text.about?.webhook ?? person?.name ?? words['notice.somebody']),
    list: listName(row, text, catalog) ?? words['notice.otherList'],
    form: text.about?.form ?? '',
  }
  const key = text.about?.webhook
    ? 'notice.webhook'
    : text.about?.paused
      ? 'notice.paused'
      : (`notice.${row.kind}` as MailKey)
  const what = fill(words[key], names)
  if (text.about?.error) return fill(words['notice.because'], { what, why: reasonOf(text.about.error, language) })
  const excerpt = row.comment === null ? '' : excerptOf(row.comment)
  return excerpt ? fill(words['notice.said'], { what, said: excerpt }) : what
}

/** What fields say is shown to who sees them. */
function partsSeen(parts: NonNullable<NotificationText['parts']>, catalog: Catalog): string {
  const isSeen = (field: number) => catalog.projects.some(({ fields }) => fields.some(({ id }) => id === field))
  return parts.map((part) => (typeof part === 'string' ? part : part.fields.every(isSeen) ? part.text : '')).join('')
}

/** Why something could not be done, as the screens say it. */
function reasonOf(error: { code: string; [part: string]: unknown }, language: Language): string {
  const sentences: Record<string, string> = ERROR_SENTENCES[language]
  return fillError(sentences[error.code] ?? error.code, error)
}

const listName = ({ project }: NotificationRow, { about }: NotificationText, catalog: Catalog): string | undefined =>
  catalog.projects.find(({ id }) => id === project)?.lists.find(({ id }) => id === about?.list)?.name

/** The beginning of a comment, on one line and without the signs of Markdown. */
function excerptOf(body: string): string {
  const plain = withoutMentions(body)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(^|\s)([#>*-]|\d+\.)\s+/g, '$1')
    .replace(/[*_`~]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...plain]
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT).join('').trimEnd()}…` : plain
}

export const fill = (text: string, parts: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
