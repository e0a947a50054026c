import type { Connection } from './connection.ts'

export interface OpenSocket {
  socket: WebSocket
  connection: Connection
}

export const openSockets = (state: DurableObjectState): OpenSocket[] =>
  state
    .getWebSockets()
    .filter(({ readyState }) => readyState === WebSocket.OPEN)
    .map((socket) => ({ socket, connection: socket.deserializeAttachment() as Connection }))
