import type { DeliveryRow } from './registry.ts'

const SECRETS = new Set(['invitation', 'link'])

/** A mail whose links let people in: its text is nobody's to read once it is on its way, and isn't kept once it is sent. */
export const isSecret = ({ kind, event }: Pick<DeliveryRow, 'kind' | 'event'>): boolean =>
  kind === 'mail' && SECRETS.has(event)
