import { For, Show } from 'solid-js'
import { DATE_ORDERS, type DateOrder } from '../../core/csv/mapping.ts'
import { sayLater } from '../../i18n/later.ts'
import css from './import.module.css'
import type { Job } from './import-job.ts'

/** Examples tell an order faster than its name. */
const EXAMPLES = { YMD: '2026-11-23', DMY: '23/11/2026', MDY: '11/23/2026' }

/** How the file writes its dates. It is asked where no date of the file says it: nothing is chosen then. */
export function DateOrderChoice(props: { job: Job; isAsked: boolean; class: string | undefined }) {
  return (
    <label class={props.class}>
      {sayLater('import.dates')}
      <select
        class={css.select}
        data-unsure={props.isAsked ? '' : undefined}
        onChange={(event) => props.job.setMapping('dates', event.currentTarget.value as DateOrder)}
      >
        <Show when={props.job.mapping.dates === undefined}>
          <option value="" selected disabled={props.isAsked}>
            {sayLater(props.isAsked ? 'import.dates.choose' : 'import.dates.any')}
          </option>
        </Show>
        <For each={DATE_ORDERS}>
          {(order) => (
            <option value={order} selected={props.job.mapping.dates === order}>
              {EXAMPLES[order]}
            </option>
          )}
        </For>
      </select>
    </label>
  )
}
