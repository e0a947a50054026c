import { createMemo, createSignal, For, Show } from 'solid-js'
import { change } from '../../../client/change.ts'
import { useProjects } from '../../../client/workspace.ts'
import type { FieldAnswer, ProjectAnswer } from '../../../core/model/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { type Key, t } from '../../../i18n/index.ts'
import css from './settings.module.css'

export const COMPUTED_TYPES = ['formula', 'lookup', 'rollup'] as const
export type ComputedType = (typeof COMPUTED_TYPES)[number]
export const isComputed = (type: string): type is ComputedType => (COMPUTED_TYPES as readonly string[]).includes(type)

type Config = { [key: string]: Json | undefined }

interface Props {
  project: ProjectAnswer
  type: ComputedType
  set: (config: Config) => void
}

/** What a field that is worked out is worked out of; asked before it is added. */
export function ComputedConfig(props: Props) {
  return (
    <>
      <Show when={props.type === 'formula'}>
        <input
          class={css.formula}
          aria-label={t('settings.formula')}
          placeholder={exampleOf(props.project)}
          onInput={(event) => props.set({ formula: event.currentTarget.value })}
        />
      </Show>
      <Show when={props.type === 'lookup'}>
        <LookupConfig {...props} />
      </Show>
      <Show when={props.type === 'rollup'}>
        <RollupConfig {...props} />
      </Show>
    </>
  )
}

/** Of the project's own fields, so that it can be typed as it stands. */
function exampleOf({ fields }: ProjectAnswer): string {
  const [one, two] = fields.filter(({ type }) => type === 'currency' || type === 'number')
  return two ? `{${one?.name}} - {${two.name}}` : `{${one?.name ?? fields[0]?.name ?? ''}}`
}

/** A formula that is there, mended in place; a refusal says what is wrong and leaves what was written. */
export function FormulaLine(props: { field: FieldAnswer }) {
  return (
    <input
      class={css.formula}
      aria-label={t('settings.formulaOf', { name: props.field.name })}
      value={String(props.field.config.formula ?? '')}
      onChange={(event) =>
        void change(
          'PATCH',
          `/api/fields/${props.field.id}`,
          { config: { formula: event.currentTarget.value } },
          t('settings.saved'),
        )
      }
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}

/** What every record has and a lookup may show. */
const BUILT_INS = ['title', 'list', 'tags', 'assignees', 'due', 'createdAt'] as const

function LookupConfig(props: Props) {
  const projects = useProjects()
  const references = () => props.project.fields.filter((field) => field.type === 'reference')
  const [reference, setReference] = createSignal(references()[0]?.id ?? '')
  const [field, setField] = createSignal('title')
  const target = createMemo(() => {
    const chosen = references().find((one) => one.id === reference())
    return projects.data?.find((project) => project.id === chosen?.config.project)
  })
  const told = () => props.set({ reference: reference(), field: field() })
  told()
  return (
    <Show when={references().length > 0} fallback={<span class={css.gentle}>{t('settings.noReference')}</span>}>
      <select
        class={css.small}
        aria-label={t('settings.through')}
        onChange={(event) => {
          setReference(event.currentTarget.value)
          setField('title')
          told()
        }}
      >
        <For each={references()}>{(one) => <option value={one.id}>{one.name}</option>}</For>
      </select>
      <select
        class={css.small}
        aria-label={t('settings.shows')}
        onChange={(event) => {
          setField(event.currentTarget.value)
          told()
        }}
      >
        <For each={BUILT_INS}>
          {(one) => (
            <option value={one}>
              {one === 'title' ? (target()?.titleName ?? '') : t(`builtIn.${one}` satisfies Key)}
            </option>
          )}
        </For>
        <For each={target()?.fields}>{(one) => <option value={one.id}>{one.name}</option>}</For>
      </select>
    </Show>
  )
}

const OPS = ['count', 'sum', 'average', 'min', 'max'] as const
const KINDS = ['open', 'won', 'lost'] as const

function RollupConfig(props: Props) {
  const projects = useProjects()
  /** Every reference of every project that points here. */
  const sources = () =>
    (projects.data ?? []).flatMap((project) =>
      project.fields
        .filter((field) => field.type === 'reference' && field.config.project === props.project.id)
        .map((reference) => ({ project, reference })),
    )
  const [at, setAt] = createSignal(0)
  const [op, setOp] = createSignal<(typeof OPS)[number]>('count')
  const [field, setField] = createSignal('')
  const [kind, setKind] = createSignal('')
  const source = () => sources()[at()]
  const fields = () =>
    source()?.project.fields.filter((one) => ['number', 'currency', 'percent', 'rating'].includes(one.type)) ?? []
  const told = () =>
    props.set({
      project: source()?.project.id ?? '',
      reference: source()?.reference.id ?? '',
      measure: { op: op(), ...(op() !== 'count' && { field: field() || (fields()[0]?.id ?? '') }) },
      ...(kind() && { filter: { field: 'listKind', op: 'eq', value: kind() } }),
    })
  told()
  const pick = (label: string, options: { value: string; name: string }[], chosen: (value: string) => void) => (
    <select
      class={css.small}
      aria-label={label}
      onChange={(event) => {
        chosen(event.currentTarget.value)
        told()
      }}
    >
      <For each={options}>{(one) => <option value={one.value}>{one.name}</option>}</For>
    </select>
  )
  return (
    <Show when={sources().length > 0} fallback={<span class={css.gentle}>{t('settings.nothingPoints')}</span>}>
      {pick(
        t('settings.through'),
        sources().map(({ project, reference }, i) => ({
          value: String(i),
          name: `${project.name} · ${reference.name}`,
        })),
        (value) => setAt(Number(value)),
      )}
      {pick(
        t('settings.measure'),
        OPS.map((one) => ({ value: one, name: t(`measure.${one}` satisfies Key) })),
        (value) => setOp(value as (typeof OPS)[number]),
      )}
      <Show when={op() !== 'count'}>
        {pick(
          t('settings.measured'),
          fields().map((one) => ({ value: one.id, name: one.name })),
          setField,
        )}
      </Show>
      {pick(
        t('settings.which'),
        [
          { value: '', name: t('measure.all') },
          ...KINDS.map((one) => ({ value: one, name: t(`kind.${one}` satisfies Key) })),
        ],
        setKind,
      )}
    </Show>
  )
}
