import { createEffect, Show } from 'solid-js'
import { useProjects } from '../../../../../client/workspace.ts'
import type { Json } from '../../../../../core/model/json.ts'
import { type Key, t } from '../../../../../i18n/index.ts'
import { answersOf } from '../answered.ts'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'

const OPS = ['count', 'sum', 'average', 'min', 'max'] as const
const KINDS = ['open', 'won', 'lost'] as const
const SUMMED = ['number', 'currency', 'percent', 'rating', 'duration']
const ORDERED = [...SUMMED, 'date', 'dateTime']

interface Measure {
  op: (typeof OPS)[number]
  field?: string
}

/** What is made of the records that link here: how many, their sum and the like, of all or of those that are open, won, lost. */
export function RollupConfig(props: ConfigProps) {
  const projects = answersOf(useProjects())
  /** Every reference of every project that points here. */
  const sources = () =>
    (projects() ?? []).flatMap((project) =>
      project.fields
        .filter((field) => field.type === 'reference' && field.config.project === props.project.id)
        .map((reference) => ({
          id: `${project.id}/${reference.id}`,
          name: `${project.name} · ${reference.name}`,
          project,
        })),
    )
  const key = () => `${props.draft.config.project}/${props.draft.config.reference}`
  const source = () => sources().find((one) => one.id === key())
  const measure = () => (props.draft.config.measure as unknown as Measure | undefined) ?? { op: 'count' }
  const fields = (op: Measure['op']) => {
    const types = op === 'min' || op === 'max' ? ORDERED : SUMMED
    return source()?.project.fields.filter((one) => types.includes(one.result?.type ?? one.type)) ?? []
  }
  const setMeasure = (op: Measure['op'], field?: string) => {
    const chosen = fields(op).find((one) => one.id === field) ?? fields(op)[0]
    props.set({ measure: (op === 'count' ? { op } : { op, field: chosen?.id ?? '' }) as Json as never })
  }
  const kind = () => (props.draft.config.filter as { value?: string } | undefined)?.value ?? ''
  const setKind = (value: string) => {
    const { filter: _, ...rest } = props.draft.config
    props.replace(value ? { ...rest, filter: { field: 'listKind', op: 'eq', value } } : rest)
  }
  const setSource = (id: string) => {
    const [project = '', reference = ''] = id.split('/')
    props.set({ project, reference, measure: { op: 'count' } })
  }
  createEffect(() => {
    const first = sources()[0]
    if (!props.draft.config.reference && first) setSource(first.id)
  })
  return (
    <Show when={sources().length > 0} fallback={<p class={css.gentle}>{t('settings.nothingPoints')}</p>}>
      <Choice label={t('settings.through')} value={key()} options={sources()} pick={setSource} />
      <div class={css.pair}>
        <Choice
          label={t('settings.measure')}
          value={measure().op}
          options={OPS.map((op) => ({ id: op, name: t(`measure.${op}` satisfies Key) }))}
          pick={(op) => setMeasure(op as Measure['op'])}
        />
        <Show when={measure().op !== 'count'}>
          <Choice
            label={t('settings.measured')}
            value={measure().field ?? ''}
            options={fields(measure().op)}
            pick={(field) => setMeasure(measure().op, field)}
          />
        </Show>
      </div>
      <Choice
        label={t('settings.which')}
        value={kind()}
        options={[
          { id: '', name: t('measure.all') },
          ...KINDS.map((one) => ({ id: one, name: t(`kind.${one}` satisfies Key) })),
        ]}
        pick={setKind}
      />
    </Show>
  )
}
