import { DurableObject } from 'cloudflare:workers'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** What a hash costs: 100 ms and 32 MB. Every stored password was hashed with these. */
const COST = { N: 16_384, r: 16, p: 1 }
const KEY_BYTES = 64

/**
 * Hashes passwords. A Durable Object, since scrypt takes 100 ms and a Worker's request on the free plan has 10 ms of CPU; one for
 * each address that signs in (passwords.ts), so that a flood of guesses for some addresses makes nobody else wait.
 */
export class PasswordHasher extends DurableObject {
  /** `<salt>:<key>`, both hexadecimal. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16).toString('hex')
    return `${salt}:${(await deriveKey(password, salt)).toString('hex')}`
  }

  async verify(hash: string, password: string): Promise<boolean> {
    const [salt = '', key = ''] = hash.split(':')
    const expected = Buffer.from(key, 'hex')
    const derived = await deriveKey(password, salt)
    return expected.length === derived.length && timingSafeEqual(expected, derived)
  }
}

const deriveKey = (password: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { ...COST, maxmem: 256 * COST.N * COST.r }
    // The same letters may come composed or not, by the keyboard.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
