import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { For, Show } from 'solid-js'
import { number } from '../../../client/format.ts'
import { t } from '../../../i18n/index.ts'
import { isFigure } from '../../../parts/values/text-of.ts'
import { sortBy, sortLevels } from './sorting.ts'
import css from './table.module.css'
import type { TableColumn } from './table-column.ts'

/** The names of the columns: a click sorts, with Shift it adds a level. */
export function TableHead(props: { columns: TableColumn[] }) {
  const levelIndex = (key: string) => sortLevels().findIndex((sortLevel) => sortLevel.field === key)
  const order = (key: string) => {
    const level = sortLevels()[levelIndex(key)]
    return level ? (level.desc ? 'descending' : 'ascending') : 'none'
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    <div role="rowgroup" class={css.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div class={css.head} role="row" aria-rowindex={1}>
        <For each={props.columns}>
          {(column, index) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
            <div
              role="columnheader"
              class={css.headCell}
              data-column={index()}
              data-figure={isFigure(column.field) ? '' : undefined}
              aria-colindex={index() + 1}
              aria-sort={column.sortable ? order(column.key) : undefined}
              title={column.field.help || column.field.name}
            >
              <Show when={column.sortable} fallback={<span class={css.headName}>{column.field.name}</span>}>
                <button
                  type="button"
                  class={css.sort}
                  title={t('table.sortBy', { name: column.field.name })}
                  onClick={(event) => sortBy(column.key, event.shiftKey)}
                >
                  <span class={css.headName}>{column.field.name}</span>
                  <Show when={order(column.key) !== 'none'}>
                    {order(column.key) === 'ascending' ? <ArrowUp size={13} /> : <ArrowDown size={13} />}
                    <Show when={sortLevels().length > 1}>
                      <span class={css.level} data-level={number(levelIndex(column.key) + 1)} />
                    </Show>
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
