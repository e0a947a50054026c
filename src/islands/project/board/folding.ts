import type { ListAnswer } from '../../../core/api/answers.ts'
import { persistedChoice } from '../persisted-choice.ts'

/** Lists where nothing is to be done are folded to rails until somebody opens them, in this browser. */
export const mayFold = ({ kind }: ListAnswer): boolean => kind !== 'open'

const openLists = (project: string) => persistedChoice<string[]>(`unfolded.${project}`, [])

export const isChosenFolded = (project: string, list: ListAnswer): boolean =>
  mayFold(list) && !openLists(project)[0]().includes(list.id)

export function chooseFolded(project: string, list: ListAnswer, folded: boolean): void {
  const [open, setOpen] = openLists(project)
  const others = open().filter((id) => id !== list.id)
  setOpen(folded ? others : [...others, list.id])
}
