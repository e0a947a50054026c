import { Key } from '@solid-primitives/keyed'
import { For, Show } from 'solid-js'
import * as format from '../../../client/format.ts'
import { recordOf } from '../../../client/records/store.ts'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { ListKind } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { isReadOnly, kindOf } from '../../../parts/field-types/index.ts'
import { sumField } from '../../../parts/field-types/primary-fields.ts'
import { textOf } from '../../../parts/values/text-of.ts'
import { Avatar } from '../../../widgets/avatar.tsx'
import { Chip } from '../../../widgets/chip.tsx'
import css from './linked-records.module.css'

const KINDS: ListKind[] = ['open', 'won', 'lost', 'void']

/** Those that are open first, then those won and lost, each newest first: what it is, how much, until when, whose. */
export function LinkedRecords(props: { project: ProjectAnswer; ids: string[] }) {
  const kindOfRecord = ({ list }: RecordAnswer) => props.project.lists.find(({ id }) => id === list)?.kind ?? 'open'
  const records = () => props.ids.flatMap((id) => recordOf(id) ?? [])
  const groups = () =>
    KINDS.map((kind) => ({ kind, records: records().filter((record) => kindOfRecord(record) === kind) })).filter(
      ({ records }) => records.length > 0,
    )
  return (
    <Key each={groups()} by="kind">
      {(group) => (
        <>
          <Show when={groups().length > 1 || group().kind !== 'open'}>
            <h4 class={css.kind}>{t(`kind.${group().kind}`)}</h4>
          </Show>
          <ul class={css.list}>
            <Key each={group().records} by="id">
              {(record) => <LinkedRecord project={props.project} record={record()} />}
            </Key>
          </ul>
        </>
      )}
    </Key>
  )
}

function LinkedRecord(props: { project: ProjectAnswer; record: RecordAnswer }) {
  const list = () => props.project.lists.find(({ id }) => id === props.record.list)
  const amount = () => sumField(props.project)
  const closing = () => props.project.fields.find(({ type }) => kindOf(type) === 'date' && !isReadOnly(type))
  const day = () => {
    const field = closing()
    const value = field && props.record.values[field.id]
    return typeof value === 'string' ? { name: field!.name, value } : undefined
  }
  return (
    <li class={css.record}>
      <a class={css.link} href={`/p/${props.project.id}/r/${props.record.id}`}>
        {props.record.title}
      </a>
      <span class={css.amount}>
        <Show when={amount()}>{(field) => textOf(field(), props.record.values[field().id])}</Show>
      </span>
      <span class={css.facts}>
        <Show when={props.project.lists.length > 1 && list()}>
          {(stage) => <Chip name={stage().name} color={stage().color} />}
        </Show>
        <Show when={day()}>
          {(day) => <span title={`${day().name}: ${format.day(day().value)}`}>{format.dayShort(day().value)}</span>}
        </Show>
        <span class={css.people}>
          <For each={props.record.assignees.slice(0, 3)}>{(person) => <Avatar small name={person.name} />}</For>
        </span>
      </span>
    </li>
  )
}
