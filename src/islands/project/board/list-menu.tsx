import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal, Show, Suspense } from 'solid-js'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Button } from '../../../widgets/button.tsx'
import { useBoard } from './board-context.ts'
import type { ListSheetProps } from './list-sheet.tsx'

const ListSheet = lazyPart<ListSheetProps>(() => import('./list-sheet.tsx'))

/** Name, colour and deletion of a list, from its head. */
export function ListMenu(props: { list: ListAnswer; isEmpty: boolean }) {
  const board = useBoard()
  const [open, setOpen] = createSignal(false)
  let anchor!: HTMLButtonElement
  return (
    <>
      <Button
        ref={anchor}
        variant="icon"
        size="small"
        aria-label={t('board.changeList', { list: props.list.name })}
        title={t('board.changeList', { list: props.list.name })}
        aria-haspopup="dialog"
        aria-expanded={open()}
        onClick={() => setOpen(!open())}
      >
        <Ellipsis size={16} />
      </Button>
      <Suspense>
        <Show when={open()}>
          <ListSheet {...props} project={board.project()} anchor={anchor} onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </>
  )
}
