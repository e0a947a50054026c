import type { Catalog, Language } from '../../src/core/model/index.ts'
import { MAIL_WORDS } from '../../src/i18n/mail.ts'
import { escapeHtml } from './escape-html.ts'
import type { NotificationRow } from './readable.ts'
import { fill, sentenceOf } from './sentence.ts'

interface ComposedMail {
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

interface MailInput {
  rows: readonly NotificationRow[]
  /** of the reader */
  catalog: Catalog
  language: Language
  /** where the workspace is found */
  address: string
  isDigest: boolean
  /** ends mails like this one */
  unsubscribe: string
}

/** So many are listed, the newest; the bell has the others. */
const MOST = 50

/** What somebody is told by mail, by project and record, each with its link. */
export function composeNotifications(input: MailInput): ComposedMail {
  const { rows, catalog, language, address, isDigest, unsubscribe } = input
  const words = MAIL_WORDS[language]
  const n = String(rows.length)
  const workspace = catalog.workspace.name || 'Tonle'
  const [only] = rows
  const lead = fill(words[isDigest ? 'digest.lead' : rows.length === 1 ? 'news.leadOne' : 'news.lead'], {
    n,
    workspace,
  })
  const subject = isDigest
    ? fill(words['digest.subject'], { n, workspace })
    : rows.length === 1
      ? [only!.title, sentenceOf(only!, catalog, language)].filter(Boolean).join(': ')
      : fill(words['news.subject'], { n, workspace })
  const sections = sectionsOf(input)
  const more = rows.length > MOST ? [fill(words['digest.more'], { n: String(rows.length - MOST) })] : []
  const note = words['news.note']
  const settings = `${address}/settings/notifications/`
  return {
    // A header is one line, whatever a record is called.
    subject: cut(subject.replace(/\s+/g, ' ').trim(), 200),
    text: [
      lead,
      ...sections.map(({ name, things }) => [...(name ? [`${name}\n`] : []), ...things.map(thingText)].join('\n')),
      ...more,
      `${note}\n${words['news.settings']}: ${settings}\n${words['unsubscribe.action']}: ${unsubscribe}\n`,
    ].join('\n\n'),
    html: [
      `<p>${escapeHtml(lead)}</p>`,
      ...sections.map(
        ({ name, things }) =>
          `${name ? `<h2 style="font-size:14px;color:#667085;margin:24px 0 8px">${escapeHtml(name)}</h2>` : ''}${things.map(thingHtml).join('')}`,
      ),
      ...more.map((text) => `<p>${escapeHtml(text)}</p>`),
      `<p style="color:#667085;font-size:13px;margin-top:32px">${escapeHtml(note)} <a href="${escapeHtml(settings)}">${escapeHtml(words['news.settings'])}</a> · <a href="${escapeHtml(unsubscribe)}">${escapeHtml(words['unsubscribe.action'])}</a></p>`,
    ].join('\n'),
    headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

interface Thing {
  title: string
  link: string
  lines: string[]
}

/** By project as they stand in the rail, and in it by record; what is of no project comes last. */
function sectionsOf({ rows, catalog, language, address }: MailInput): { name: string; things: Thing[] }[] {
  const shown = rows.slice(-MOST)
  const sections = [...catalog.projects, null].map((project) => {
    const sectionRows = shown.filter((row) => row.project === (project?.id ?? null))
    const byRecord = Map.groupBy(sectionRows, ({ record }) => record)
    const home = project ? `${address}/p/${project.id}` : address
    return {
      name: project?.name ?? '',
      things: [...byRecord].map(([record, rows]) => ({
        title: rows[0]!.title ?? '',
        link: record === null ? `${home}/` : `${home}/r/${record}`,
        lines: rows.map((row) => sentenceOf(row, catalog, language)),
      })),
    }
  })
  return sections.filter(({ things }) => things.length > 0)
}

const thingText = ({ title, link, lines }: Thing): string =>
  [...(title ? [title] : []), link, ...lines.map((line) => `- ${line}`), ''].join('\n')

const thingHtml = ({ title, link, lines }: Thing): string =>
  `<p style="margin:0 0 16px"><a href="${escapeHtml(link)}">${escapeHtml(title || link)}</a><br>${lines.map(escapeHtml).join('<br>')}</p>`

const cut = (text: string, most: number): string => {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text
}
