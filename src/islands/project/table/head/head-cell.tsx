import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { Show } from 'solid-js'
import { number } from '../../../../client/format.ts'
import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import { MenuButton } from '../../../../parts/menu-button.tsx'
import { isFigure } from '../../../../parts/values/text-of.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import { setWidth, widthOf } from '../columns/column-layout.ts'
import type { TableColumn } from '../columns/table-column.ts'
import { columnChoice } from '../columns/visible-columns.ts'
import { setSortLevels, sortBy, sortLevels } from '../sorting.ts'
import table from '../table.module.css'
import css from './head-cell.module.css'

interface Props {
  project: ProjectAnswer
  column: TableColumn
  index: number
  isDragged: boolean
  isTarget: boolean
  onMove: (step: 1 | -1) => void
}

const STEP = 16

/** A column's name: a click sorts by it, with Shift it adds a level; Shift with arrows makes it wider, Ctrl+Shift with arrows moves it. */
export function HeadCell(props: Props) {
  const field = () => props.column.field
  const levelIndex = () => sortLevels().findIndex((sortLevel) => sortLevel.field === props.column.key)
  const order = () => {
    const level = sortLevels()[levelIndex()]
    return level ? (level.desc ? 'descending' : 'ascending') : 'none'
  }
  const width = () => widthOf(props.column, props.project.id)
  const widen = (by: number) => setWidth(props.project.id, props.column.key, width() + by)

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || !event.shiftKey) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) props.onMove(step)
    else widen(step * STEP)
  }

  function startResize(press: PointerEvent & { currentTarget: HTMLElement }): void {
    const before = width()
    const handle = press.currentTarget
    handle.setPointerCapture(press.pointerId)
    const onMove = (event: PointerEvent) =>
      setWidth(props.project.id, props.column.key, before + event.clientX - press.clientX)
    handle.addEventListener('pointermove', onMove)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), {
      once: true,
    })
  }

  const sort = (desc: boolean) => setSortLevels([{ field: props.column.key, desc }])
  const items = () => [
    ...(props.column.sortable
      ? [
          { label: t('table.sortUp'), onSelect: () => sort(false) },
          { label: t('table.sortDown'), onSelect: () => sort(true) },
          'separator' as const,
        ]
      : []),
    { label: t('table.wider'), onSelect: () => widen(3 * STEP) },
    { label: t('table.narrower'), onSelect: () => widen(-3 * STEP) },
    ...(props.index > 0
      ? [
          { label: t('table.moveLeft'), disabled: props.index === 1, onSelect: () => props.onMove(-1) },
          { label: t('table.moveRight'), onSelect: () => props.onMove(1) },
          'separator' as const,
          { label: t('table.hide'), onSelect: hide },
        ]
      : []),
  ]

  function hide(): void {
    const [choice, setChoice] = columnChoice(props.project.id)
    setChoice({ ...choice(), [props.column.key]: false })
  }

  const name = () => (
    <>
      <TypeIcon type={field().type} size={13} />
      <span class={css.headName}>{field().name}</span>
    </>
  )

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div
      role="columnheader"
      class={`${table.headCell} ${css.cell}`}
      data-key={props.column.key}
      data-column={props.index}
      data-figure={isFigure(field()) ? '' : undefined}
      data-dragged={props.isDragged ? '' : undefined}
      data-target={props.isTarget ? '' : undefined}
      aria-label={field().name}
      aria-colindex={props.index + 1}
      aria-sort={props.column.sortable ? order() : undefined}
      title={field().help || field().name}
    >
      <button
        type="button"
        class={css.sort}
        title={props.column.sortable ? t('table.sortBy', { name: field().name }) : field().name}
        aria-describedby="table-head-keys"
        onKeyDown={onKeyDown}
        onClick={(event) => props.column.sortable && sortBy(props.column.key, event.shiftKey)}
      >
        {name()}
        <Show when={order() !== 'none'}>
          {order() === 'ascending' ? <ArrowUp size={13} /> : <ArrowDown size={13} />}
          <Show when={sortLevels().length > 1}>
            <span class={css.level} data-level={number(levelIndex() + 1)} />
          </Show>
        </Show>
      </button>
      <MenuButton
        label={t('table.column', { name: field().name })}
        class={css.headMenu!}
        tabIndex={-1}
        trigger={<ChevronDown size={14} />}
        items={items()}
      />
      <span class={css.handle} data-handle="" onPointerDown={startResize} />
    </div>
  )
}
