import { invalid } from '../../src/core/errors/index.ts'

const SHORTEST = 8
const LONGEST = 128

/** 422 `passwordTooShort` or `passwordTooLong`, at `path`. */
export function requireGoodPassword(path: string, password: string): void {
  if (password.length < SHORTEST) throw invalid(path, 'passwordTooShort')
  if (isTooLong(password)) throw invalid(path, 'passwordTooLong')
}

export const isTooLong = (password: string): boolean => password.length > LONGEST
