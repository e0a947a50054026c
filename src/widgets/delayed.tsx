import { createSignal, type JSX, onCleanup, Show } from 'solid-js'

/** Shows its children after 150 ms, so that a fast response never flashes a skeleton. */
export function Delayed(props: { children: JSX.Element }) {
  const [elapsed, setElapsed] = createSignal(false)
  const timer = setTimeout(() => setElapsed(true), 150)
  onCleanup(() => clearTimeout(timer))
  return <Show when={elapsed()}>{props.children}</Show>
}
