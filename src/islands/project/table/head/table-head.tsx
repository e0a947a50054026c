import { createSignal, For } from 'solid-js'
import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { moveColumn } from '../columns/column-layout.ts'
import type { TableColumn } from '../columns/table-column.ts'
import css from '../table.module.css'
import { HeadCell } from './head-cell.tsx'

/** px that a pointer must go before a click becomes a drag */
const SLACK = 6

/** The names of the columns: a click sorts; dragged, one takes another's place. `all` are those that aren't shown, too. */
export function TableHead(props: { project: ProjectAnswer; columns: TableColumn[]; all: TableColumn[] }) {
  const [dragged, setDragged] = createSignal<string>()
  const [over, setOver] = createSignal<string>()
  let row!: HTMLDivElement

  function move(key: string, step: 1 | -1): void {
    const index = props.columns.findIndex((column) => column.key === key)
    const neighbour = props.columns[index + step]
    if (neighbour && index > 0) moveColumn(props.project.id, props.all, key, neighbour.key)
    // Its element has moved with it.
    requestAnimationFrame(() => row.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] button`)?.focus())
  }

  function onPointerDown(press: PointerEvent): void {
    const head = (press.target as Element).closest<HTMLElement>('[data-key]')
    const key = head?.dataset.key
    // A finger scrolls.
    if (!key || key === props.columns[0]?.key || press.button !== 0 || press.pointerType === 'touch') return
    if ((press.target as Element).closest('[data-handle], [aria-haspopup]')) return
    const onMove = (event: PointerEvent) => {
      if (!dragged() && Math.abs(event.clientX - press.clientX) < SLACK) return
      setDragged(key)
      const target = document.elementFromPoint(event.clientX, head.getBoundingClientRect().top + 4)
      setOver(target?.closest<HTMLElement>('[data-key]')?.dataset.key)
    }
    const end = (event: Event) => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
      if (event.type === 'pointerup' && dragged() && over()) moveColumn(props.project.id, props.all, key, over()!)
      if (dragged()) suppressClick()
      setDragged(undefined)
      setOver(undefined)
    }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    <div role="rowgroup" class={css.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div class={css.head} role="row" aria-rowindex={1} ref={row} onPointerDown={onPointerDown}>
        <For each={props.columns}>
          {(column, index) => (
            <HeadCell
              project={props.project}
              column={column}
              index={index()}
              isDragged={dragged() === column.key}
              isTarget={over() === column.key && dragged() !== undefined && dragged() !== column.key}
              onMove={(step) => move(column.key, step)}
            />
          )}
        </For>
      </div>
    </div>
  )
}

/** The click that follows a drag would sort. */
function suppressClick(): void {
  const suppress = (event: MouseEvent) => event.stopImmediatePropagation()
  window.addEventListener('click', suppress, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', suppress, { capture: true }), 50)
}
