import SearchIcon from 'lucide-solid/icons/search'
import { createSignal, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import css from './rail.module.css'

const Search = lazyPart(() => import('./search.tsx'))

export function SearchButton() {
  const [open, setOpen] = createSignal(false)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    setOpen(true)
  }

  onMount(() => document.addEventListener('keydown', onKeyDown))
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))

  return (
    <>
      <button type="button" class={css.place} title={`${t('search')} (Ctrl+K)`} onClick={() => setOpen(true)}>
        <SearchIcon size={16} />
        <span class={css.name}>{t('search')}</span>
        <kbd class={css.key}>Ctrl K</kbd>
      </button>
      <Suspense>
        <Show when={open()}>
          <Search onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </>
  )
}
