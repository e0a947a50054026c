import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { For, Show } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import type { TableColumn } from './columns.ts'
import css from './table.module.css'
import type { Sort } from './table-store.ts'

export function TableHead(props: { columns: TableColumn[]; sort: Sort | null; sortBy: (field: string) => void }) {
  const order = (key: string) => (props.sort?.field === key ? (props.sort.desc ? 'descending' : 'ascending') : 'none')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    <div role="rowgroup" class={css.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div class={css.head} role="row" aria-rowindex={1}>
        <For each={props.columns}>
          {(column, at) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
            <div
              role="columnheader"
              class={css.headCell}
              data-column={at()}
              aria-colindex={at() + 1}
              aria-sort={column.sortable ? order(column.key) : undefined}
              title={column.field.help || column.field.name}
            >
              <Show when={column.sortable} fallback={<span class={css.headName}>{column.field.name}</span>}>
                <button
                  type="button"
                  class={css.sort}
                  title={t('table.sortBy', { name: column.field.name })}
                  onClick={() => props.sortBy(column.key)}
                >
                  <span class={css.headName}>{column.field.name}</span>
                  <Show when={order(column.key) !== 'none'}>
                    {order(column.key) === 'ascending' ? <ArrowUp size={13} /> : <ArrowDown size={13} />}
                  </Show>
                </button>
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  )
}
