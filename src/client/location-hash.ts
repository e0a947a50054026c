import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js'

/** The fragment of the URL, updated when another link to the same page is opened in this tab. */
export function useLocationHash(): Accessor<string> {
  const currentHash = () => location.hash.slice(1)
  const [hash, setHash] = createSignal(currentHash())
  const update = () => setHash(currentHash())
  onMount(() => window.addEventListener('hashchange', update))
  onCleanup(() => window.removeEventListener('hashchange', update))
  return hash
}
