import { onMount } from 'solid-js'
import { createRecord } from '../../../client/changes/create-record.ts'
import { toastError } from '../../../client/error-message.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { ownRecord } from '../own-record.ts'
import { useBoard } from './board-context.ts'
import css from './quick-add.module.css'

/** Adds a card by its title; Enter adds the next one. */
export function QuickAdd(props: { list: ListAnswer; onClose: () => void }) {
  const board = useBoard()
  let input!: HTMLInputElement
  onMount(() => input.focus())

  const { busy, onSubmit } = useSubmit(async () => {
    const title = input.value.trim()
    if (!title) return
    try {
      await createRecord(board.project().id, { title, list: props.list.id, ...ownRecord(board.project()) })
      input.value = ''
    } catch (error) {
      await toastError(error)
    } finally {
      input.focus()
    }
  })

  return (
    <form class={css.form} onSubmit={onSubmit}>
      <input
        ref={input}
        class={css.input}
        name="title"
        autocomplete="off"
        aria-label={board.project().titleName}
        placeholder={t('board.quickAdd', { title: board.project().titleName })}
        onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
        onBlur={() => !input.value.trim() && !busy() && props.onClose()}
      />
    </form>
  )
}
