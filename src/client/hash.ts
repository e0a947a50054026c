import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js'

/** What stands behind the # in the address, also when another link to this very page is opened in this tab. */
export function usedHash(): Accessor<string> {
  const read = () => location.hash.slice(1)
  const [hash, setHash] = createSignal(read())
  const again = () => setHash(read())
  onMount(() => window.addEventListener('hashchange', again))
  onCleanup(() => window.removeEventListener('hashchange', again))
  return hash
}
