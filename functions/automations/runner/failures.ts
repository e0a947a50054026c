/** A firing that fails without a reason that could be told, by a fault of ours, is tried three times; */
const MOST = 20
const WEIGHT = 7
/** where the database couldn't be reached twenty times: it may be there again soon, and if not, nothing else can be done either. */
const UNREACHED_WEIGHT = 1
const UNREACHED = /network connection lost|overloaded|timeout|reset because|caused object to be reset/i

/**
 * Counts what failed without a reason that could be told. What fails again and again is given up, with a run that says so: else it would
 * keep everything after it from ever having its turn.
 */
export class Failures {
  readonly #kv: DurableObjectStorage['kv']

  constructor(kv: DurableObjectStorage['kv']) {
    this.#kv = kv
  }

  note(key: string, error: unknown): void {
    this.#kv.put(`failed ${key}`, this.#weightOf(key) + (UNREACHED.test(String(error)) ? UNREACHED_WEIGHT : WEIGHT))
  }

  areTooMany(key: string): boolean {
    return this.#weightOf(key) >= MOST
  }

  #weightOf(key: string): number {
    return this.#kv.get<number>(`failed ${key}`) ?? 0
  }

  /** It has had its turn. */
  clear(key: string): void {
    if (this.#kv.get(`failed ${key}`) !== undefined) this.#kv.delete(`failed ${key}`)
  }
}
