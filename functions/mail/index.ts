export { composeMail } from './compose.ts'
export { sendMail } from './send.ts'
