import type { LiveNotice } from '../../src/core/api/changes/live.ts'

/** Tells the sockets of these people that they have other notifications: their pages ask what. */
export function notifySockets(state: DurableObjectState, people: readonly number[]): void {
  const notice = JSON.stringify({ notifications: true } satisfies LiveNotice)
  for (const person of people)
    for (const socket of state.getWebSockets(`person ${person}`))
      try {
        socket.send(notice)
      } catch (error) {
        console.error('a socket was not told', error)
      }
}
