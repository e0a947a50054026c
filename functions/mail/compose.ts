import { languageOf } from '../../src/core/model/index.ts'
import { MAIL_WORDS, type MailKey } from '../../src/i18n/mail.ts'
import type { Mail } from './mail.ts'

type Kind = 'invitation' | 'link' | 'confirmation'

interface MailInput {
  to: string
  /** the reader's, else the workspace's locale */
  language: string | null
  link: string
  /** what the sentences name */
  parts: Record<string, string>
  /** YYYY-MM-DD, named as `until` */
  until?: string
}

/** A mail that says one thing and has one link, in the reader's language. */
export function composeMail(kind: Kind, { to, language, link, parts, until }: MailInput): Mail {
  const words = MAIL_WORDS[languageOf(language)]
  const filled: Record<string, string> = { ...parts, ...(until && { until: dayIn(words.months, until) }) }
  const say = (part: 'subject' | 'lead' | 'action' | 'note') =>
    words[`${kind}.${part}` as MailKey].replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '')
  const [lead, action, note] = [say('lead'), say('action'), say('note')]
  return {
    to,
    // A header is one line, whatever a workspace is called.
    subject: say('subject').replace(/\s+/g, ' '),
    text: `${lead}\n\n${action}:\n${link}\n\n${note}\n`,
    html: `<p>${plain(lead)}</p><p><a href="${plain(link)}">${plain(action)}</a></p><p style="color:#667085">${plain(note)}</p>`,
  }
}

/** 2 December 2026 */
function dayIn(months: string, date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day} ${months.split(',')[month! - 1]} ${year}`
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const plain = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!)
