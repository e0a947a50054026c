import SearchIcon from 'lucide-solid/icons/search'
import { createEffect, createSignal, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { currentRoute } from '../../../client/route.ts'
import { useMe } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import css from '../rail.module.css'
import { noteOpened } from './recent.ts'

const Search = lazyPart(() => import('./search.tsx'))
const NewRecord = lazyPart(() => import('../../project/new-record.tsx'))

/** Opens the search (Ctrl+K), and the form of a new record that is chosen there. */
export function SearchButton() {
  const me = useMe()
  const [open, setOpen] = createSignal(false)
  const [creating, setCreating] = createSignal<ProjectAnswer>()

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    setOpen(true)
  }

  onMount(() => document.addEventListener('keydown', onKeyDown))
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
  createEffect(() => me.data && noteOpened(me.data.person.id, currentRoute()))

  return (
    <>
      <button type="button" class={css.place} title={`${t('search')} (Ctrl+K)`} onClick={() => setOpen(true)}>
        <SearchIcon size={16} />
        <span class={css.name}>{t('search')}</span>
        <kbd class={css.key}>Ctrl K</kbd>
      </button>
      <Suspense>
        <Show when={open()}>
          <Search onClose={() => setOpen(false)} onCreate={setCreating} />
        </Show>
      </Suspense>
      <Suspense>
        <Show when={creating()}>
          {(project) => <NewRecord project={project()} onClose={() => setCreating(undefined)} />}
        </Show>
      </Suspense>
    </>
  )
}
