import { Key } from '@solid-primitives/keyed'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, onCleanup, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { createRecord } from '../../../client/changes/create-record.ts'
import { errorMessage } from '../../../client/error-message.ts'
import * as format from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { subscribeRecords } from '../../../client/records/events.ts'
import { onceSettled } from '../../../client/records/once-settled.ts'
import { putRecords, subscribeChanges } from '../../../client/records/store.ts'
import { mayEdit, useProjects } from '../../../client/workspace.ts'
import type { ProjectAnswer, RecordAnswer, ReferencedBy as Reference, Total } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { ownRecord } from '../../project/own-record.ts'
import { LinkedRecords } from './linked-records.tsx'
import css from './referenced-by.module.css'

/** Its records are in the store, here are their ids. */
type Shown = Omit<Reference, 'records'> & { records: string[] }

/** Records that reference this one (a customer's opportunities) with count and sums; new ones can be added. */
export function ReferencedBy(props: { record: RecordAnswer }) {
  const key = () => ['record', props.record.id, 'referenced-by']
  const query = useQuery(
    () => ({
      queryKey: key(),
      // It is about other records: what changed there while nobody looked at this one, nobody marked it for.
      staleTime: 0,
      queryFn: async () => {
        const path = `/api/records/${props.record.id}/referenced-by`
        const { references } = await api<{ references: Reference[] }>('GET', path)
        for (const { records, seq } of references) putRecords(records, { seq, isAll: true })
        return references.map(({ records, ...reference }) => ({ ...reference, records: records.map(({ id }) => id) }))
      },
    }),
    () => cache,
  )
  const isConcerned = ({ project }: RecordAnswer) => references()?.some((reference) => reference.project === project)
  const read = onceSettled(() => void cache.invalidateQueries({ queryKey: key() }))
  onCleanup(subscribeRecords((event) => event.kind !== 'reload' && isConcerned(event.record) && read(event.record.id)))
  onCleanup(subscribeChanges(({ record, cause }) => cause === 'write' && isConcerned(record) && read(record.id)))
  const references = trackLatestValue(query)
  return (
    <Key each={references()} by="field">
      {(reference) => <Linked record={props.record} reference={reference()} />}
    </Key>
  )
}

function Linked(props: { record: RecordAnswer; reference: Shown }) {
  const projects = trackLatestValue(useProjects())
  const other = () => projects()?.find((project) => project.id === props.reference.project)
  return (
    <Show when={other()}>
      {(project) => (
        <section class={css.linked} aria-label={project().name}>
          <h3 class={css.heading}>
            <span>{project().name}</span>
            <span class={css.count}>{format.number(props.reference.count)}</span>
            <span class={css.sums}>{sumsOf(project(), props.reference.totals)}</span>
          </h3>
          <Show when={mayEdit(project())}>
            <AddLinked {...props} project={project()} />
          </Show>
          <LinkedRecords project={project()} ids={props.reference.records} />
          <Show when={props.reference.next}>
            <a class={css.all} href={`/p/${project().id}/table?filter=${filterOf(props)}`}>
              {t('linked.all', { count: format.number(props.reference.count) })}
            </a>
          </Show>
        </section>
      )}
    </Show>
  )
}

function AddLinked(props: { record: RecordAnswer; reference: Shown; project: ProjectAnswer }) {
  const [title, setTitle] = createSignal('')
  const [problem, setProblem] = createSignal('')
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const newTitle = title().trim()
    if (!newTitle) return
    setTitle('')
    setProblem('')
    try {
      await createRecord(props.project.id, {
        title: newTitle,
        values: { [props.reference.field]: [{ id: props.record.id }] },
        ...ownRecord(props.project),
      })
    } catch (error) {
      setTitle(newTitle)
      setProblem(await errorMessage(error))
    }
  }
  return (
    <form class={css.add} onSubmit={add}>
      <input
        aria-label={t('linked.new', { record: props.project.recordName })}
        placeholder={t('linked.new', { record: props.project.recordName })}
        value={title()}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <Show when={problem()}>
        <p role="alert">{problem()}</p>
      </Show>
    </form>
  )
}

/** Sums of the project's first money field, one a currency: they are never added up. */
function sumsOf(project: ProjectAnswer, totals: readonly Total[] = []): string {
  const field = project.fields.find((field) => kindOf(field.type) === 'money')
  return format.list(
    totals.filter((total) => total.field === field?.id).map((total) => format.money(total.value, total.currency)),
  )
}

const filterOf = ({ record, reference }: { record: RecordAnswer; reference: Shown }) =>
  encodeURIComponent(JSON.stringify({ field: reference.field, op: 'has', value: record.id }))
