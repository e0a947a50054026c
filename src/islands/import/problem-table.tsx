import { For } from 'solid-js'
import { number } from '../../client/format.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './check.module.css'

export interface ProblemLine {
  row: number
  column: string
  value: string
  reason: string
}

/** Problems by row: a warning before the import, a report after it. */
export function ProblemTable(props: { lines: ProblemLine[] }) {
  return (
    <section class={css.scroll} aria-label={sayLater('import.problems')} tabindex="0">
      <table class={css.table}>
        <thead>
          <tr>
            <th scope="col" class={css.number}>
              {sayLater('import.row')}
            </th>
            <th scope="col">{sayLater('import.column')}</th>
            <th scope="col">{sayLater('import.value')}</th>
            <th scope="col">{sayLater('import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.lines}>
            {(line) => (
              <tr>
                <td class={css.number}>{number(line.row)}</td>
                <td>{line.column}</td>
                <td class={css.value}>{line.value}</td>
                <td>{line.reason}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
