import { createMemo, Match, onCleanup, Show, Suspense, Switch } from 'solid-js'
import { followNews } from '../../../client/live/follow.ts'
import { setSequence } from '../../../client/sequence.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Failed } from '../../../parts/failed.tsx'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Delayed } from '../../../widgets/delayed.tsx'
import { filterOf } from '../filter.ts'
import { FilterRefused } from '../filter-refused.tsx'
import { shownOf } from '../shown-news.ts'
import { createGroups } from './group-store.ts'
import { grouping } from './grouping.ts'
import css from './table.module.css'
import { TableGrid } from './table-grid.tsx'
import { tableQuery } from './table-query.ts'
import { createTable } from './table-store.ts'

const EmptyProject = lazyPart<{ project: ProjectAnswer }>(() => import('../pages/empty-project.tsx'))

/** Every field of every record: sorted, filtered, grouped, edited in place, read by cursor as one scrolls. */
export default function Table(props: { project: ProjectAnswer }) {
  const grouped = createMemo(() => grouping() !== null)
  return (
    <Show when={grouped()} fallback={<Reading {...props} grouped={false} />}>
      <Reading {...props} grouped />
    </Show>
  )
}

function Reading(props: { project: ProjectAnswer; grouped: boolean }) {
  const question = tableQuery(() => props.project)
  const rows = (props.grouped ? createGroups : createTable)(() => props.project, question)

  const shown = () => rows.lines().flatMap((line) => (line.kind === 'record' ? [line.id] : []))
  followNews({
    concerns: (news) => shownOf(props.project, news, shown),
    // Whoever has scrolled far keeps what they have loaded.
    read: (records) => rows.refresh(records ?? new Set(shown())),
    isBusy: () => rows.state() !== 'ready',
  })

  setSequence(() => [...new Set(shown())])
  onCleanup(() => setSequence(() => []))

  return (
    <Switch>
      <Match when={rows.state() === 'failed'}>
        <Failed onRetry={() => void rows.load()} />
      </Match>
      <Match when={rows.state() === 'refused'}>
        <FilterRefused />
      </Match>
      <Match when={rows.state() === 'loading'}>
        <Delayed>
          <p class={css.loading}>{t('loading')}</p>
        </Delayed>
      </Match>
      <Match when={rows.state() === 'ready'}>
        <Show when={rows.lines().length === 0 && !filterOf()}>
          <Suspense>
            <EmptyProject project={props.project} />
          </Suspense>
        </Show>
        <TableGrid project={props.project} rows={rows} question={question.key()} />
      </Match>
    </Switch>
  )
}
