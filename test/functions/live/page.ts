import type { LiveEvent, LiveNotice, LivePresence } from '../../../src/core/api/changes/live.ts'
import type { Client } from '../../client.ts'

/** An open page: what it has heard, and how it ended. */
export class Page {
  readonly heard: LiveEvent[] = []
  /** who has which record open, as it was last told */
  present: LivePresence['presence'] = []
  /** how often it heard that its person has other notifications */
  notices = 0
  closed: number | null = null
  pongs = 0
  readonly #socket: WebSocket
  #wake = () => {}

  constructor(socket: WebSocket) {
    this.#socket = socket
    // As a page does. workerd ends a connection of which it has heard nothing only ten seconds after closing it.
    socket.onopen = () => socket.send('ping')
    socket.onmessage = ({ data }) => {
      const message: LiveEvent | LiveNotice | LivePresence | null = data === 'pong' ? null : JSON.parse(data as string)
      if (!message) this.pongs++
      else if ('presence' in message) this.present = message.presence
      else if ('notifications' in message) this.notices++
      else this.heard.push(message)
      this.#wake()
    }
    socket.onclose = ({ code }) => {
      this.closed = code
      this.#wake()
    }
  }

  /** Opens one and waits for its first word. */
  static async open(client: Client, since?: number | string, headers: Record<string, string> = {}): Promise<Page> {
    const query = since === undefined ? '' : `?since=${since}`
    // Node's takes headers, as no browser's does.
    const options = { headers: { ...(client.cookie && { cookie: client.cookie }), ...headers } }
    const page = new Page(new WebSocket(`${client.base.replace('http', 'ws')}/api/live${query}`, options as never))
    await page.until(() => page.heard.length > 0 || page.closed !== null)
    return page
  }

  async until(holds: () => boolean, within = 3000): Promise<number> {
    const start = Date.now()
    while (!holds()) {
      const left = start + within - Date.now()
      if (left <= 0) throw new Error(`not within ${within} ms; heard ${JSON.stringify([this.heard, this.present])}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, left)
      })
    }
    return Date.now() - start
  }

  /** Waits until it has heard of that record, or of anything of that project where no record is given. */
  hears(project: string, record?: string): Promise<number> {
    return this.until(() =>
      this.projects().some(({ id, records }) => id === project && (!record || records?.includes(record))),
    )
  }

  projects() {
    return this.heard.flatMap((event) => ('projects' in event ? event.projects : []))
  }

  get seq(): number {
    return this.heard.at(-1)!.seq
  }

  send(message: string | ArrayBuffer): void {
    this.#socket.send(message)
  }

  close(): void {
    this.#socket.close()
  }
}
