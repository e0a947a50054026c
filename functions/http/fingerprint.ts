import type { Access } from '../../src/core/permissions/index.ts'

/** Identifies a request's body and its sender's rights, so that a stored answer isn't repeated to somebody whose rights have changed. */
export const requestFingerprint = ({ name, rights, colleagues }: Access, text: string): string =>
  `${digest(text)} ${digest(JSON.stringify([name, rights, colleagues]))}`

/** Tells two texts apart; no secret hangs on it (FNV-1a, 53 bits by two lanes). */
export function digest(text: string): string {
  let a = 0x811c9dc5
  let b = 0x1000193
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13)
  }
  return `${text.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}
