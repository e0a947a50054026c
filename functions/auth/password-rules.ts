import { invalid } from '../../src/core/errors/index.ts'
import { isBlank } from '../../src/core/text/blank.ts'
import { isAmongWorst } from './common-passwords.ts'

/** in code points (NIST SP 800-63B): a sign counts once, however it is encoded */
const SHORTEST = 8
const LONGEST = 128

/** 422 at `path` where a new password of who has that address is one that is guessed first, or of no good length. */
export function requireGoodPassword(path: string, password: string, email: string): void {
  if (isTooLong(password)) throw invalid(path, 'passwordTooLong')
  if (lengthOf(password) < SHORTEST) throw invalid(path, 'passwordTooShort')
  if (isBlank(password)) throw invalid(path, 'passwordBlank')
  const plain = password.normalize('NFKC').trim().toLowerCase()
  const address = email.toLowerCase()
  if (plain === address || plain === address.split('@')[0]) throw invalid(path, 'passwordIsAddress')
  if (isAmongWorst(plain)) throw invalid(path, 'passwordTooCommon')
}

/** No code point takes more than two units, and composing joins few: what is far longer needn't be counted. */
export const isTooLong = (password: string): boolean => password.length > 8 * LONGEST || lengthOf(password) > LONGEST

/** Composed, since the same letters may come composed or not, by the keyboard. */
const lengthOf = (password: string): number => [...password.normalize('NFC')].length
