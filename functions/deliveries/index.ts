export { canReplay } from './delivery-json.ts'
export { enqueueDeliveries } from './enqueue.ts'
export { type Cause, type Delivery, insertDeliveries } from './insert.ts'
export { mailProvider } from './mail-provider.ts'
export { isOutsideUrl, requireOutsideUrl } from './outside-url.ts'
export {
  type DeliveryBody,
  type DeliveryRow,
  NoBody,
  registerBodies,
  registerBody,
  registerFailure,
  registerTargets,
  type Target,
} from './registry.ts'
export { sendDeliveries, sendDueDeliveries } from './send.ts'
export { webhookSecret } from './webhook.ts'
