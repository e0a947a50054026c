import { createEffect, Show, Suspense } from 'solid-js'
import { trackLatestValue } from '../../../../../client/latest-value.ts'
import { useProjects } from '../../../../../client/workspace.ts'
import type { FieldAnswer } from '../../../../../core/api/answers.ts'
import type { Json } from '../../../../../core/model/json.ts'
import type { Filter } from '../../../../../core/query/filters/ast.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { kindOf, widgetOf } from '../../../../../parts/field-types/index.ts'
import { lazyPart } from '../../../../../parts/lazy-part.tsx'
import { copyOf } from '../draft.ts'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'
import { setFilter } from './set-filter.ts'

const OPS = ['count', 'sum', 'average', 'min', 'max'] as const

// The filter editor is loaded when a filter can be set.
const FilterField = lazyPart(() => import('./filter-field.tsx'))

interface Measure {
  op: (typeof OPS)[number]
  field?: string
}

/** A rollup over the records that link here: count, sum, average …, optionally filtered. */
export function RollupConfig(props: ConfigProps) {
  const projects = trackLatestValue(useProjects())
  /** Every reference of every project that points here. */
  const sources = () =>
    (projects() ?? []).flatMap((project) =>
      project.fields
        .filter((field) => kindOf(field.type) === 'links' && field.config.project === props.project.id)
        .map((reference) => ({
          id: `${project.id}/${reference.id}`,
          name: `${project.name} · ${reference.name}`,
          project,
        })),
    )
  const key = () => `${props.draft.config.project}/${props.draft.config.reference}`
  const source = () => sources().find((source) => source.id === key())
  const measure = () => (props.draft.config.measure as unknown as Measure | undefined) ?? { op: 'count' }
  const fields = (op: Measure['op']) => {
    // Sums are offered for types that have an average; the Worker refuses meaningless ones.
    const aggregate = op === 'min' || op === 'max' ? op : 'average'
    const canAggregate = (candidate: FieldAnswer) =>
      widgetOf(candidate.result?.type ?? candidate.type).totals?.includes(aggregate)
    return source()?.project.fields.filter(canAggregate) ?? []
  }
  const setMeasure = (op: Measure['op'], field?: string) => {
    const fieldToUse = fields(op).find((candidate) => candidate.id === field) ?? fields(op)[0]
    props.onChange({ measure: (op === 'count' ? { op } : { op, field: fieldToUse?.id ?? '' }) as Json as never })
  }
  const filter = () => (props.draft.config.filter as unknown as Filter | undefined) ?? null
  /** Filters refer to the fields of one project, so a draft filter is remembered per project. */
  const filterByProject = new Map<string, Filter | null>()
  const setSource = (id: string) => {
    const [project = '', reference = ''] = id.split('/')
    const before = String(props.draft.config.project ?? '')
    filterByProject.set(before, filter())
    const { filter: _, ...config } = props.draft.config
    const projectFilter = copyOf(project === before ? filter() : (filterByProject.get(project) ?? null))
    const measure = { op: 'count' }
    props.onReplace({
      ...config,
      project,
      reference,
      measure,
      ...(projectFilter && { filter: projectFilter as unknown as Json }),
    })
  }
  createEffect(() => {
    const firstSource = sources()[0]
    if (!props.draft.config.reference && firstSource) setSource(firstSource.id)
  })
  return (
    <Show when={sources().length > 0} fallback={<p class={css.gentle}>{t('settings.nothingPoints')}</p>}>
      <Choice label={t('settings.through')} value={key()} options={sources()} onSelect={setSource} />
      <div class={css.pair}>
        <Choice
          label={t('settings.measure')}
          value={measure().op}
          options={OPS.map((op) => ({ id: op, name: t(`measure.${op}` satisfies Key) }))}
          onSelect={(op) => setMeasure(op as Measure['op'])}
        />
        <Show when={measure().op !== 'count'}>
          <Choice
            label={t('settings.measured')}
            value={measure().field ?? ''}
            options={fields(measure().op)}
            onSelect={(field) => setMeasure(measure().op, field)}
          />
        </Show>
      </div>
      <Show when={source()?.project.id} keyed>
        {(_id) => (
          <Suspense>
            <FilterField
              label={t('settings.which')}
              project={source()!.project}
              filter={filter()}
              onChange={(next) => setFilter(props, next)}
            />
          </Suspense>
        )}
      </Show>
    </Show>
  )
}
