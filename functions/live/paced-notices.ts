/** How often anything changes where they are restricted is no business of theirs: it is told once in so many milliseconds. */
const PAUSE = 1000

interface Notices {
  toldAt: number
  projects: Set<string>
  timer: ReturnType<typeof setTimeout> | null
}

/** Gathers, for each socket, the projects of which its person hears only that something has changed. */
export class PacedNotices {
  readonly #bySocket = new WeakMap<WebSocket, Notices>()
  readonly #send: (socket: WebSocket, projects: readonly string[]) => void

  constructor(send: (socket: WebSocket, projects: readonly string[]) => void) {
    this.#send = send
  }

  add(socket: WebSocket, projects: readonly string[]): void {
    const notices = this.#bySocket.get(socket) ?? { toldAt: 0, projects: new Set(), timer: null }
    this.#bySocket.set(socket, notices)
    for (const project of projects) notices.projects.add(project)
    const pause = notices.toldAt + PAUSE - Date.now()
    if (pause <= 0) this.#tell(socket, notices)
    else notices.timer ??= setTimeout(() => this.#tell(socket, notices), pause)
  }

  #tell(socket: WebSocket, notices: Notices): void {
    if (socket.readyState === WebSocket.OPEN) this.#send(socket, [...notices.projects])
    notices.projects.clear()
    notices.toldAt = Date.now()
    notices.timer = null
  }
}
