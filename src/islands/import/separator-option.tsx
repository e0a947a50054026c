import { For } from 'solid-js'
import type { KnownColumn, NewColumn, Separator } from '../../core/csv/index.ts'
import { SEPARATORS } from '../../core/csv/parts.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './columns.module.css'
import type { Job } from './import-job.ts'

const NAMES = { ';': 'semicolon', '|': 'bar', '\n': 'line', ',': 'comma' } as const

/** What parts the values of a cell that has several: decided once, for the whole column. */
export function SeparatorOption(props: { job: Job; mappingIndex: number; column: KnownColumn | NewColumn }) {
  // What the values mean is told of each of them, and with another separator they are others.
  const choose = (separator: Separator | null) =>
    props.job.setMapping('mapping', (mappings) =>
      mappings.map((mapping, i) => (i === props.mappingIndex ? { ...mapping, values: {}, separator } : mapping)),
    )
  return (
    <label class={css.small}>
      {sayLater('import.separator')}
      <select class={css.select} onChange={(event) => choose((event.currentTarget.value || null) as Separator | null)}>
        <For each={SEPARATORS}>
          {(separator) => (
            <option value={separator} selected={props.column.separator === separator}>
              {sayLater(`import.separator.${NAMES[separator]}`)}
            </option>
          )}
        </For>
        <option value="" selected={props.column.separator === null}>
          {sayLater('import.separator.none')}
        </option>
      </select>
    </label>
  )
}
