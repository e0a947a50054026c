import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../../../client/api.ts'
import { cache } from '../../../../../client/cache.ts'
import { trackLatestValue } from '../../../../../client/latest-value.ts'
import { recordQuery } from '../../../../../client/records/query.ts'
import { isWhole, recordOf } from '../../../../../client/records/store.ts'
import { useMe } from '../../../../../client/workspace.ts'
import type { ProjectAnswer, QueryAnswer } from '../../../../../core/api/answers.ts'
import { MINOR_DIGITS } from '../../../../../core/fields/index.ts'
import { evaluate, type Tree } from '../../../../../core/formula/index.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { textOf } from '../../../../../parts/values/text-of.ts'
import { Popover } from '../../../../../widgets/overlay/popover.tsx'
import { answeredOf, formulaValue, SHOWN_AS } from './formula-values.ts'
import css from './live-result.module.css'
import { SamplePicker } from './sample-picker.tsx'

/** What the formula gives for one record, worked out here as it is written; the newest record unless another is chosen. */
export function LiveResult(props: { project: ProjectAnswer; tree: Tree }) {
  const me = trackLatestValue(useMe())
  const [selectedId, setSelectedId] = createSignal('')
  const [isPicking, setIsPicking] = createSignal(false)
  const newest = useQuery(
    () => ({
      queryKey: ['newest', props.project.id],
      queryFn: async () => {
        const question = { sort: [{ field: 'createdAt', desc: true }], limit: 1 }
        const answer = await api<QueryAnswer>('POST', `/api/projects/${props.project.id}/query`, question)
        return answer.records[0]?.id ?? ''
      },
    }),
    () => cache,
  )
  const newestId = trackLatestValue(newest)
  const id = () => selectedId() || newestId() || ''
  useQuery(
    () => ({ ...recordQuery(id()), enabled: id() !== '' }),
    () => cache,
  )
  const record = () => (isWhole(id()) ? recordOf(id()) : undefined)
  const resultType = () => {
    const { type, currency } = props.tree
    const typeText = currency ? t('formula.givesMoneyIn', { currency }) : t(`formula.type.${type}` satisfies Key)
    return t('formula.gives', { what: typeText })
  }
  const result = () => {
    const current = record()
    if (!current) return ''
    const workspace = me()?.workspace
    const rates = workspace && { report: workspace.reportCurrency ?? null, list: workspace.rates ?? [] }
    const context = { now: Date.now(), zone: workspace?.zone ?? 'UTC', digits: MINOR_DIGITS, ...(rates && { rates }) }
    const field = (id: number) => props.project.fields.find((field) => field.id === String(id))
    const value = evaluate(
      props.tree,
      (id) => {
        const fieldValue = field(id)
        return fieldValue ? formulaValue(fieldValue, current.values[fieldValue.id]) : null
      },
      context,
    )
    return textOf({ type: SHOWN_AS[props.tree.type], config: {} }, answeredOf(value, props.tree.type))
  }
  return (
    <div class={css.live}>
      <p class={css.gives}>{resultType()}</p>
      <Show
        when={record()}
        fallback={<p class={css.gives}>{newest.isSuccess && !id() ? t('formula.noRecord') : ''}</p>}
      >
        {(formulaResult) => (
          <p class={css.line}>
            <span>{t('formula.result')}</span>
            <Popover
              label={t('formula.sample')}
              value={formulaResult().title}
              class={css.sample!}
              trigger={formulaResult().title}
              open={isPicking()}
              onOpenChange={setIsPicking}
            >
              <SamplePicker
                project={props.project}
                selected={formulaResult().id}
                onSelect={(next) => {
                  setSelectedId(next)
                  setIsPicking(false)
                }}
              />
            </Popover>
            <output class={css.result}>{result() || t('formula.nothing')}</output>
          </p>
        )}
      </Show>
    </div>
  )
}
