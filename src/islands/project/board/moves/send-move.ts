import { refreshTags } from '../../../../client/changes/refresh-tags.ts'
import { toastUndo } from '../../../../client/changes/undo-toast.ts'
import { writeRecord } from '../../../../client/records/write-record.ts'
import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import type { BoardCard, CardPosition } from '../board-types.ts'

/** Stores where a card stands by now, among the `ids` of its list. */
export async function sendMove(
  project: ProjectAnswer,
  { record: { id, title }, list, index }: CardPosition & { record: BoardCard },
  ids: readonly string[],
  from: CardPosition,
): Promise<void> {
  const [after, before] = [ids[index - 1], ids[index + 1]]
  const neighbor: { [where: string]: string } = after && !before ? { after } : before ? { before } : {}
  const name = project.lists.find((one) => one.id === list)?.name ?? ''
  const text = t('board.moved', { title, list: name })
  const path = `/api/records/${id}/move`
  const patch = from.list === list ? { list } : { list, enteredListAt: new Date().toISOString() }
  const { change } = await writeRecord(id, { method: 'PUT', path, body: { list, ...neighbor }, text }, () => patch)
  if (from.list !== list) toastUndo(text, change)
  void refreshTags(project.id)
}
