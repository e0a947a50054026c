export { WebhookEvents } from './heard.ts'
