import { DurableObject } from 'cloudflare:workers'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt's cost: 100 ms and 32 MB. */
const DEFAULT_N = 16_384
const PARAMETERS = { r: 16, p: 1 }
const KEY_BYTES = 64

/**
 * Hashes passwords. A Durable Object, since scrypt takes 100 ms and a Worker's request on the free plan has 10 ms of CPU; one for
 * each address that signs in (passwords.ts), so that a flood of guesses for some addresses makes nobody else wait.
 */
export class PasswordHasher extends DurableObject<{ PASSWORD_COST?: string }> {
  /** `<N>:<salt>:<key>`; salt and key are hexadecimal. The cost is stored, so that it can be raised without ending old passwords. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16).toString('hex')
    return `${this.cost}:${salt}:${(await deriveKey(password, salt, this.cost)).toString('hex')}`
  }

  /** `hash` is null where there is none to compare with: that takes as long, so that time tells nothing of who is here. */
  async verify(hash: string | null, password: string): Promise<boolean> {
    const stored = hash === null ? null : parseHash(hash)
    const derived = await deriveKey(password, stored?.salt ?? '', stored?.cost ?? this.cost)
    if (!stored) return false
    const expected = Buffer.from(stored.key, 'hex')
    return derived.length === expected.length && timingSafeEqual(expected, derived)
  }

  private get cost(): number {
    return Number(this.env.PASSWORD_COST || DEFAULT_N)
  }
}

/** The first version stored `<salt>:<key>`. */
function parseHash(hash: string): { cost: number; salt: string; key: string } {
  const parts = hash.split(':')
  const [salt = '', key = ''] = parts.slice(-2)
  return { cost: parts.length === 3 ? Number(parts[0]) : DEFAULT_N, salt, key }
}

const deriveKey = (password: string, salt: string, N: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { ...PARAMETERS, N, maxmem: 256 * N * PARAMETERS.r }
    // The same letters may come composed or not, by the keyboard.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
