import { For, Show } from 'solid-js'
import { number } from '../../client/format.ts'
import type { FieldAnswer, Named, ProjectAnswer } from '../../core/api/answers.ts'
import type { CellValue, KnownColumn } from '../../core/csv/index.ts'
import { findNamed } from '../../core/text/identity.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './columns.module.css'
import type { Job } from './import-job.ts'

interface Props {
  job: Job
  mappingIndex: number
  column: KnownColumn
  values: CellValue[]
  field: FieldAnswer | undefined
  project: ProjectAnswer
}

const EMPTY = '\u0000empty'
const AS_IS = '\u0000as-is'

/** What each of a column's values means here: a list, an option, a new option, nothing. */
export function ValueMap(props: Props) {
  const isList = () => props.column.to === 'list'
  const choices = () => (isList() ? props.project.lists : ((props.field?.config.options ?? []) as unknown as Named[]))
  const existing = (value: string) => findNamed(choices(), value)?.name
  const meaningOf = (value: string) => {
    const { values = {} } = props.column
    return Object.hasOwn(values, value) ? (values[value] ?? EMPTY) : (existing(value) ?? AS_IS)
  }
  const open = () => isList() || choices().length > 0

  function choose(value: string, next: string): void {
    const values = { ...props.column.values }
    if (next === AS_IS) delete values[value]
    else values[value] = next === EMPTY ? null : next
    // Solid stores merge objects: replace the whole column, so that removed values disappear.
    props.job.setMapping('mapping', (mappings) =>
      mappings.map((mapping, i) => (i === props.mappingIndex ? { ...mapping, values } : mapping)),
    )
  }

  /** Cells that mean no list put their rows into the first one: that is said, not done in silence. */
  const listless = () => (isList() ? props.values.filter(({ value }) => meaningOf(value) === EMPTY).length : 0)

  return (
    <details class={css.values} open={open()}>
      <summary>{sayLater('import.values', { count: props.values.length })}</summary>
      <Show when={listless()}>
        {(count) => (
          <p class={css.warning}>
            {sayLater('import.noList', { count: count(), name: props.project.lists[0]?.name ?? '' })}
          </p>
        )}
      </Show>
      <ul class={css.meanings}>
        <For each={props.values}>
          {({ value, count }) => (
            <li class={css.meaning}>
              <span class={css.value}>
                {value} <span class={css.count}>{number(count)}</span>
              </span>
              <select
                class={css.select}
                aria-label={sayLater('import.meaningOf', { value })}
                onChange={(event) => choose(value, event.currentTarget.value)}
              >
                <option value={EMPTY} selected={meaningOf(value) === EMPTY}>
                  {isList()
                    ? sayLater('import.firstList', { name: props.project.lists[0]?.name ?? '' })
                    : sayLater('import.leaveEmpty')}
                </option>
                {!isList() && !existing(value) && (
                  <option value={AS_IS} selected={meaningOf(value) === AS_IS}>
                    {sayLater('import.newOption', { value })}
                  </option>
                )}
                <For each={choices()}>
                  {({ name }) => (
                    <option value={name} selected={meaningOf(value) === name}>
                      {name}
                    </option>
                  )}
                </For>
              </select>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}
