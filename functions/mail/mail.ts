/** What somebody is to read, whichever way it leaves. */
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  replyTo?: string
  /** such as List-Unsubscribe */
  headers?: Readonly<Record<string, string>>
}
