import { createMemo, Match, onCleanup, Switch } from 'solid-js'
import { here } from '../../../client/route.ts'
import { setSequence } from '../../../client/sequence.ts'
import type { ProjectAnswer } from '../../../core/model/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Failed } from '../../../parts/failed.tsx'
import { Later } from '../../../widgets/later.tsx'
import { filterOf, setSearch } from '../filter.ts'
import css from './table.module.css'
import { TableGrid } from './table-grid.tsx'
import { createTable, type Sort } from './table-store.ts'

/** Every field of every record: sorted by a click, edited in place, read by cursor as one scrolls. */
export default function Table(props: { project: ProjectAnswer }) {
  const sort = createMemo<Sort | null>(() => {
    const named = here().search.get('sort')
    return named ? { field: named.replace(/^-/, ''), desc: named.startsWith('-') } : null
  })
  const store = createTable(() => props.project, filterOf, sort)

  /** Up, down, and as it was. */
  function sortBy(field: string): void {
    const now = sort()
    setSearch('sort', now?.field !== field ? field : now.desc ? '' : `-${field}`)
  }

  setSequence(() => store.rows.map((row) => row.id))
  onCleanup(() => setSequence(() => []))

  return (
    <Switch>
      <Match when={store.state() === 'failed'}>
        <Failed retry={() => void store.load()} />
      </Match>
      <Match when={store.state() === 'loading'}>
        <Later>
          <p class={css.loading}>{t('loading')}</p>
        </Later>
      </Match>
      <Match when={store.state() === 'ready'}>
        <TableGrid project={props.project} store={store} sort={sort()} sortBy={sortBy} />
      </Match>
    </Switch>
  )
}
