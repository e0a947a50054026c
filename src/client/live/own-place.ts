import type { LivePlace } from '../../core/api/changes/live.ts'
import { onOwnPlace, ownPlace } from './presence.ts'

/** A page says where it is at most so often: the server closes a socket that says more. */
const PAUSE = 1000

/** Calls `say` when one's place in this tab has changed: nowhere where nobody looks at the tab. */
export function followOwnPlace(say: (place: LivePlace | null) => void): void {
  const tell = () => say(document.hidden ? null : ownPlace())
  onOwnPlace(tell)
  document.addEventListener('visibilitychange', tell)
  addEventListener('pagehide', () => say(null))
}

/** Where the person is, of all tabs of this browser: where they were last. */
export class Places {
  readonly #byTab = new Map<string, LivePlace>()
  readonly #send: (place: LivePlace | null) => void
  #sent = 'null'
  #sentAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(send: (place: LivePlace | null) => void) {
    this.#send = send
  }

  set(tab: string, place: LivePlace | null): void {
    this.#byTab.delete(tab)
    if (place) this.#byTab.set(tab, place)
    this.#sendSoon()
  }

  current(): LivePlace | null {
    return [...this.#byTab.values()].at(-1) ?? null
  }

  /** A new socket has heard nothing yet. */
  repeat(): void {
    this.#sent = 'null'
    this.#sendSoon()
  }

  #sendSoon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        const place = this.current()
        if (JSON.stringify(place) === this.#sent) return
        this.#sent = JSON.stringify(place)
        this.#sentAt = Date.now()
        this.#send(place)
      },
      Math.max(0, this.#sentAt + PAUSE - Date.now()),
    )
  }
}
