import { useInfiniteQuery } from '@tanstack/solid-query'
import Download from 'lucide-solid/icons/download'
import FileUp from 'lucide-solid/icons/file-up'
import Undo from 'lucide-solid/icons/undo-2'
import { createSignal, For, Show } from 'solid-js'
import { api, pathOfPage } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { toastError } from '../../../client/error-message.ts'
import { ago, instant } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { followNews } from '../../../client/live/follow.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { ImportListed, ProjectAnswer } from '../../../core/api/answers.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Button, buttonClass } from '../../../widgets/button.tsx'
import { Message } from '../../../widgets/message.tsx'
import { namesOf, undoImport } from '../../import/undo-import.ts'
import { NOTHING } from '../shown-news.ts'
import { MoreButton } from './more-button.tsx'
import css from './pages.module.css'

interface Page {
  imports: ImportListed[]
  next: string | null
}

/** What was imported: who, when, which file, what came of it; each can be undone, and its refused rows fetched. */
export function Imports(props: { project: ProjectAnswer }) {
  const key = ['imports', props.project.id]
  const query = useInfiniteQuery(
    () => ({
      queryKey: key,
      queryFn: ({ pageParam }: { pageParam: string }) =>
        api<Page>('GET', pathOfPage(`/api/projects/${props.project.id}/imports`, pageParam)),
      initialPageParam: '',
      getNextPageParam: (last: Page) => last.next,
      enabled: mayEdit(props.project),
    }),
    () => cache,
  )
  followNews({
    concerns: ({ project }) => (project === props.project.id ? null : NOTHING),
    read: () => cache.invalidateQueries({ queryKey: key }),
  })
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: Page[] } | undefined })
  const imports = () => pages()?.pages.flatMap((page) => page.imports)
  return (
    <Loading query={query} when={imports()}>
      {(all) => (
        <Show when={all().length > 0} fallback={<None project={props.project} />}>
          <ul class={css.lines} aria-label={sayLater('page.title.imports')}>
            <For each={all()}>{(one) => <Import one={one} />}</For>
          </ul>
          <MoreButton query={query} />
        </Show>
      )}
    </Loading>
  )
}

function Import(props: { one: ImportListed }) {
  const [busy, setBusy] = createSignal(false)
  const name = () => props.one.file || sayLater('imports.noName')
  const counts = () =>
    (['created', 'updated', 'refused'] as const)
      .filter((what) => props.one[what] > 0)
      .map((what) => sayLater(`imports.${what}`, { count: props.one[what] }))

  async function undo(): Promise<void> {
    setBusy(true)
    try {
      await undoImport(props.one.id)
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <li class={css.line} data-quiet={props.one.state === 'undone' ? '' : undefined}>
      <div class={css.what}>
        <span class={css.name} title={name()}>
          {name()}
        </span>
        <span class={css.soft}>
          <span class={css.state} data-state={props.one.state}>
            {sayLater(`imports.state.${props.one.state}`)}
          </span>
          <span>{counts().join(' · ') || sayLater('imports.nothing')}</span>
        </span>
        <Show when={props.one.made.fields.length > 0}>
          <span class={css.soft}>{sayLater('imports.made', { names: namesOf(props.one.made.fields) })}</span>
        </Show>
      </div>
      <span class={css.when} title={instant(props.one.at)}>
        {ago(props.one.at)}
        <span>{sayLater('imports.by', { name: props.one.by.name })}</span>
      </span>
      <div class={css.actions}>
        <Show when={props.one.refused > 0}>
          <a
            class={buttonClass('plain', 'small')}
            href={`/api/imports/${props.one.id}/refused.csv`}
            download=""
            aria-label={sayLater('imports.fetchOf', { name: name() })}
          >
            <Download size={14} />
            {sayLater('imports.fetch')}
          </a>
        </Show>
        <Show when={props.one.state !== 'undone'}>
          <Button
            size="small"
            disabled={busy()}
            aria-label={sayLater('imports.undoOf', { name: name() })}
            onClick={() => void undo()}
          >
            <Undo size={14} />
            {sayLater(busy() ? 'imports.undoing' : 'imports.undo')}
          </Button>
        </Show>
      </div>
    </li>
  )
}

function None(props: { project: ProjectAnswer }) {
  return (
    <Message
      icon={<FileUp size={28} stroke-width={1.5} />}
      title={sayLater('imports.none')}
      text={sayLater('imports.noneText')}
    >
      <a class={buttonClass('outline')} href={`/p/${props.project.id}/import`}>
        {sayLater('imports.start')}
      </a>
    </Message>
  )
}
