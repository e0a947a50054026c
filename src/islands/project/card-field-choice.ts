import { persistedChoice } from './persisted-choice.ts'

/** The fields chosen for a project's cards. */
export const cardFields = (project: string) => persistedChoice<string[]>(`card.${project}`, [])
