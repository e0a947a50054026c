import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import { toastError } from '../../client/error-message.ts'
import { useProjects } from '../../client/workspace.ts'
import type { DashboardAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { t } from '../../i18n/index.ts'
import { FilterBuilder } from '../../parts/filter/builder.tsx'
import { FilterChips } from '../../parts/filter/chips.tsx'
import { useNames } from '../../parts/filter/filter-names.ts'
import { fromPortable, portable } from '../../parts/filter/portable.ts'
import { sentenceOf } from '../../parts/filter/sentence.ts'
import { Button } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/overlay/popover.tsx'
import { setUrlFilter, urlFilter } from './address.ts'
import css from './filter-bar.module.css'
import { refetchDashboard, setDashboard } from './queries.ts'

/** A filter for all charts: the dashboard's own, which everybody has, and the one that stands in the address. */
export default function FilterBar(props: {
  dashboard: DashboardAnswer
  mayEdit: boolean
  /** opens at once */
  begins: boolean
  refused: unknown
}) {
  const projects = useProjects()
  const [open, setOpen] = createSignal(props.begins)
  createEffect(
    on(
      () => props.begins,
      (begins) => begins && setOpen(true),
      { defer: true },
    ),
  )
  const used = createMemo(() => {
    const ids = props.dashboard.charts.flatMap(({ projects }) => projects ?? [])
    const count = (id: string) => ids.filter((one) => one === id).length
    return [...new Set(ids)].sort((a, b) => count(b) - count(a))
  })
  /** What most charts are over: its fields are offered. */
  const project = () => (projects.data ?? []).find(({ id }) => id === used()[0]) ?? projects.data?.[0]
  const dashboardFilter = () => props.dashboard.filter as Filter | null
  const sent = createMemo((): Filter | null => {
    try {
      return urlFilter() ? (JSON.parse(urlFilter()) as Filter) : null
    } catch {
      return null
    }
  })
  // By name a filter holds for all projects that have what it names.
  const set = (filter: Filter | null) =>
    setUrlFilter(filter && used().length > 1 && project() ? portable(filter, project()!) : filter)

  async function keep(filter: Filter | null): Promise<void> {
    try {
      const path = `/api/dashboards/${props.dashboard.id}`
      const { dashboard, change } = await api<{ dashboard: DashboardAnswer; change: string }>('PATCH', path, { filter })
      setDashboard(dashboard)
      setUrlFilter(null)
      toastUndo(say(filter ? 'filterKept' : 'filterTaken'), change)
      await refetchDashboard(props.dashboard.id)
    } catch (error) {
      await toastError(error)
    }
  }
  const together = (): Filter | null => {
    const parts = [dashboardFilter(), sent()].flatMap((filter) =>
      filter === null ? [] : 'and' in filter ? filter.and : [filter],
    )
    return parts.length > 0 ? { and: parts } : null
  }
  const problems = () => (props.refused instanceof ApiProblem ? props.refused.errors : null)

  return (
    <Show when={project()}>
      {(project) => (
        <section class={css.bar} aria-label={say('filter')}>
          <Show when={dashboardFilter()}>
            {(filter) => (
              <div class={css.part}>
                <span class={css.label}>{say('ownFilter')}</span>
                <Show when={props.mayEdit} fallback={<Words project={project()} filter={filter()} />}>
                  <FilterChips
                    project={project()}
                    filter={filter()}
                    invalid={false}
                    onEdit={() => setOpen(true)}
                    onChange={(filter) => void keep(filter)}
                  />
                </Show>
              </div>
            )}
          </Show>
          <Show when={sent()}>
            {(filter) => (
              <div class={css.part}>
                <FilterChips
                  project={project()}
                  filter={filter()}
                  invalid={problems() !== null}
                  onEdit={() => setOpen(true)}
                  onChange={set}
                />
              </div>
            )}
          </Show>
          <Popover
            label={say('addFilter')}
            size="small"
            trigger={say('addFilter')}
            open={open()}
            onOpenChange={setOpen}
          >
            <FilterBuilder
              project={project()}
              filter={sent() && fromPortable(sent()!, project())}
              refusal={problems()}
              onChange={set}
            />
          </Popover>
          <Show when={props.refused && urlFilter()}>
            <p class={css.problem} role="alert">
              {say('badFilter')}
              <Button size="small" onClick={() => setUrlFilter(null)}>
                {t('project.clearFilter')}
              </Button>
            </p>
          </Show>
          <Show when={props.mayEdit && sent() && !props.refused}>
            <Button variant="plain" size="small" onClick={() => void keep(together())}>
              {say('keepFilter')}
            </Button>
          </Show>
        </section>
      )}
    </Show>
  )
}

/** For who may not change it. */
function Words(props: { project: ProjectAnswer; filter: Filter }) {
  const names = useNames(
    () => props.project,
    () => props.filter,
  )
  return <span class={css.words}>{sentenceOf(props.filter, props.project, names)}</span>
}
