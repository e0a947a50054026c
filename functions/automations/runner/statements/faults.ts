/**
 * Faults of the database that tests ask for (`FAULTS`, "seed:rate"): so many of the calls fail, half of them before anything was sent, half
 * after it was written, when nobody heard of it.
 */
export class Faults {
  readonly #rate: number
  #state: number

  constructor(spec: string) {
    const [seed, rate] = spec.split(':')
    this.#rate = Number(rate)
    // One that begins anew doesn't fail at the same places again.
    this.#state = Number(seed) + Faults.#begun++ * 7919
  }

  static #begun = 0

  /** Sends, unless it is to fail. */
  async around<T>(send: () => Promise<T>): Promise<T> {
    const chance = this.#random()
    if (chance < this.#rate / 2) throw lost()
    const answer = await send()
    if (chance < this.#rate) throw lost()
    return answer
  }

  #random(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) | 0
    return (this.#state >>> 0) / 2 ** 32
  }
}

/** As D1 says it. */
const lost = () => new Error('D1_ERROR: Network connection lost.')
