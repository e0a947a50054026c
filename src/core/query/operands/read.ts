import { invalid } from '../../errors/index.ts'

/** Text or a number as text; an object has no word for it. */
export function wordOf(sent: unknown): string {
  if (typeof sent === 'string') return sent
  if (typeof sent === 'number') return String(sent)
  const id = typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : undefined
  if (typeof id === 'string' || typeof id === 'number') return String(id)
  throw invalid('value', 'notText', { name: 'value' })
}

export const numberOf =
  (name: string) =>
  (sent: unknown): number => {
    if (typeof sent !== 'number' || !Number.isFinite(sent)) throw invalid('value', 'notNumber', { name, value: sent })
    return sent
  }
