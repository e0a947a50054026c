import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../../../client/api.ts'
import { cache } from '../../../../../client/cache.ts'
import { latestValues } from '../../../../../client/latest-value.ts'
import { recordQuery } from '../../../../../client/records.ts'
import { useMe } from '../../../../../client/workspace.ts'
import type { ProjectAnswer, QueryAnswer, RecordAnswer } from '../../../../../core/api/answers.ts'
import { MINOR_DIGITS } from '../../../../../core/fields/index.ts'
import { evaluate, type Tree } from '../../../../../core/formula/index.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { textOf } from '../../../../../parts/values/text-of.ts'
import { Popover } from '../../../../../widgets/popover.tsx'
import { answeredOf, formulaValue, SHOWN_AS } from './formula-values.ts'
import css from './live-result.module.css'
import { SamplePicker } from './sample-picker.tsx'

/** What the formula gives for one record, worked out here as it is written; the newest record unless another is chosen. */
export function LiveResult(props: { project: ProjectAnswer; tree: Tree }) {
  const me = latestValues(useMe())
  const [chosen, setChosen] = createSignal('')
  const [picking, setPicking] = createSignal(false)
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
  const newestId = latestValues(newest)
  const id = () => chosen() || newestId() || ''
  const record = latestValues<RecordAnswer>(
    useQuery(
      () => ({ ...recordQuery(id()), enabled: id() !== '' }),
      () => cache,
    ),
  )
  const gives = () => {
    const { type, currency } = props.tree
    const what = currency ? t('formula.givesMoneyIn', { currency }) : t(`formula.type.${type}` satisfies Key)
    return t('formula.gives', { what })
  }
  const result = () => {
    const one = record()
    if (!one) return ''
    const workspace = me()?.workspace
    const rates = workspace && { report: workspace.reportCurrency ?? null, list: workspace.rates ?? [] }
    const setting = { now: Date.now(), zone: workspace?.zone ?? 'UTC', digits: MINOR_DIGITS, ...(rates && { rates }) }
    const field = (id: number) => props.project.fields.find((other) => other.id === String(id))
    const value = evaluate(
      props.tree,
      (id) => {
        const read = field(id)
        return read ? formulaValue(read, one.values[read.id]) : null
      },
      setting,
    )
    return textOf({ type: SHOWN_AS[props.tree.type], config: {} }, answeredOf(value, props.tree.type))
  }
  return (
    <div class={css.live}>
      <p class={css.gives}>{gives()}</p>
      <Show
        when={record()}
        fallback={<p class={css.gives}>{newest.isSuccess && !id() ? t('formula.noRecord') : ''}</p>}
      >
        {(one) => (
          <p class={css.line}>
            <span>{t('formula.result')}</span>
            <Popover
              label={t('formula.sample')}
              value={one().title}
              class={css.sample!}
              trigger={one().title}
              open={picking()}
              onOpenChange={setPicking}
            >
              <SamplePicker
                project={props.project}
                chosen={one().id}
                pick={(next) => {
                  setChosen(next)
                  setPicking(false)
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
