import type { Accessor } from 'solid-js'
import { kept } from '../../client/kept.ts'

const choices = new Map<string, [Accessor<string[]>, (value: string[]) => void]>()

/** The fields chosen for a project's cards, one signal for the board and its menu. */
export function cardFields(project: string): [Accessor<string[]>, (value: string[]) => void] {
  let choice = choices.get(project)
  if (!choice) {
    choice = kept<string[]>(`card.${project}`, [])
    choices.set(project, choice)
  }
  return choice
}
