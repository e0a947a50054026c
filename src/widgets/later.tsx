import { createSignal, type JSX, onCleanup, Show } from 'solid-js'

/** Shows its children only after 150 ms: a fast answer never flashes a skeleton. */
export function Later(props: { children: JSX.Element }) {
  const [due, setDue] = createSignal(false)
  const timer = setTimeout(() => setDue(true), 150)
  onCleanup(() => clearTimeout(timer))
  return <Show when={due()}>{props.children}</Show>
}
