export { composeMail } from './compose.ts'
export { composeText } from './compose-text.ts'
export type { Mail } from './mail.ts'
