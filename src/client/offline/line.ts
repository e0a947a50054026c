import { createSignal } from 'solid-js'

/** Whether the server can't be reached: as the last request told, or the browser. */
export const [offline, setOffline] = createSignal(false)
