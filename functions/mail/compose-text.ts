import { plain } from './compose.ts'
import type { Mail } from './mail.ts'

/** A mail of somebody's own words: paragraphs as they are parted by empty lines, nothing of it read as HTML. */
export function composeText({
  text,
  ...mail
}: Pick<Mail, 'to' | 'subject' | 'text'> & { replyTo?: string | null }): Mail {
  const { replyTo, ...rest } = mail
  const paragraphs = text.split(/\n{2,}/).map((one) => `<p>${plain(one).replaceAll('\n', '<br>')}</p>`)
  return { ...rest, text, html: paragraphs.join(''), ...(replyTo && { replyTo }) }
}
