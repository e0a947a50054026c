import { DurableObject } from 'cloudflare:workers'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt's cost: 100 ms and 32 MB. */
const DEFAULT_N = 16_384
const PARAMETERS = { r: 16, p: 1 }
const KEY_BYTES = 64

/** Passwords that one hasher has taken on, the one in work among them: nobody waits longer than half a second for their turn. */
const MOST_TAKEN = 5

/**
 * Hashes passwords, one after another. A Durable Object, since scrypt takes 100 ms and a Worker's request on the free plan has
 * 10 ms of CPU. There is a fixed number of them (passwords.ts), and each says `busy` at once where too many wait already: a queue
 * without an end would hold everybody's sign-in for as long as a flood of guesses likes.
 */
export class PasswordHasher extends DurableObject<{ PASSWORD_COST?: string }> {
  #taken = 0
  #last: Promise<unknown> = Promise.resolve()

  /** `<N>:<salt>:<key>`; salt and key are hexadecimal. The cost is stored, so that it can be raised without ending old passwords. */
  hash(password: string): Promise<string | 'busy'> {
    return this.#inTurn(async () => {
      const salt = randomBytes(16).toString('hex')
      return `${this.cost}:${salt}:${(await deriveKey(password, salt, this.cost)).toString('hex')}`
    })
  }

  /** `hash` is null where there is none to compare with: that takes as long, so that time tells nothing of who is here. */
  verify(hash: string | null, password: string): Promise<boolean | 'busy'> {
    return this.#inTurn(async () => {
      const stored = hash === null ? null : parseHash(hash)
      const derived = await deriveKey(password, stored?.salt ?? '', stored?.cost ?? this.cost)
      if (!stored) return false
      const expected = Buffer.from(stored.key, 'hex')
      return derived.length === expected.length && timingSafeEqual(expected, derived)
    })
  }

  async #inTurn<T>(step: () => Promise<T>): Promise<T | 'busy'> {
    if (this.#taken >= MOST_TAKEN) return 'busy'
    this.#taken++
    const turn = this.#last.then(async () => {
      // scrypt stops the thread: without a pause calls that came meanwhile would be neither counted nor refused before the next.
      await scheduler.wait(1)
      return step()
    })
    this.#last = turn.catch(() => {})
    try {
      return await turn
    } finally {
      this.#taken--
    }
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
