import { For } from 'solid-js'
import { number } from '../../client/format.ts'
import type { CellValue, NewColumn } from '../../core/csv/index.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './columns.module.css'
import type { Job } from './import-job.ts'

/** The options that a new choice field will have: one a value, or the same one for two spellings; an empty name leaves it out. */
export function OptionNames(props: { job: Job; mappingIndex: number; column: NewColumn; values: CellValue[] }) {
  const nameOf = (value: string) => {
    const { values = {} } = props.column
    return Object.hasOwn(values, value) ? (values[value] ?? '') : value
  }

  function rename(value: string, name: string): void {
    const values = { ...props.column.values }
    if (name === value) delete values[value]
    else values[value] = name || null
    props.job.setMapping('mapping', (mappings) =>
      mappings.map((mapping, i) => (i === props.mappingIndex ? { ...mapping, values } : mapping)),
    )
  }

  return (
    <details class={css.values}>
      <summary>{sayLater('import.options', { count: props.values.length })}</summary>
      <ul class={css.meanings}>
        <For each={props.values}>
          {({ value, count }) => (
            <li class={css.meaning}>
              <span>
                {value} <span class={css.count}>{number(count)}</span>
              </span>
              <input
                class={css.input}
                aria-label={sayLater('import.optionOf', { value })}
                placeholder={sayLater('import.leaveEmpty')}
                maxlength={200}
                value={nameOf(value)}
                onChange={(event) => rename(value, event.currentTarget.value.trim())}
              />
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}
