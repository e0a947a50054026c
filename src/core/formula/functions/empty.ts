import type { Value } from '../types.ts'

/** null, and "" and an empty list too. */
export const isEmpty = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
