import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js'

/** What stands behind the # in the address, also when another link to this very page is opened in this tab. */
export function useLocationHash(): Accessor<string> {
  const currentHash = () => location.hash.slice(1)
  const [hash, setHash] = createSignal(currentHash())
  const update = () => setHash(currentHash())
  onMount(() => window.addEventListener('hashchange', update))
  onCleanup(() => window.removeEventListener('hashchange', update))
  return hash
}
