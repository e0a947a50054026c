export const MAIL_EN = {
  /** the Worker's own Intl knows few languages */
  months: 'January,February,March,April,May,June,July,August,September,October,November,December',
  'invitation.subject': '{by} invites you to {workspace}',
  'invitation.lead': '{by} would like you to work with them in {workspace}.',
  'invitation.action': 'Accept the invitation',
  'invitation.note':
    'The link can be used once, until {until}. If you don’t know {by}, there is nothing you need to do.',
  'link.subject': 'Your link to sign in to {workspace}',
  'link.lead': 'Hello {name}, with this link you sign in to {workspace}.',
  'link.action': 'Sign in',
  'link.note':
    'It can be used once, within the next ten minutes. If you didn’t ask for it, somebody typed your address by mistake: there is nothing you need to do.',
} as const

export type MailKey = keyof typeof MAIL_EN
