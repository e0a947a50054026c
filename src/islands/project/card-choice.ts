import { keptChoice } from './kept-choice.ts'

/** The fields chosen for a project's cards. */
export const cardFields = (project: string) => keptChoice<string[]>(`card.${project}`, [])
