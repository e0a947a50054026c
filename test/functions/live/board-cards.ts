import { createHash } from 'node:crypto'
import type { BoardAnswer } from '../../../src/core/api/answers.ts'

/** What a board shows, by record: its list and its card, as JSON. */
export type Cards = Map<string, string>

export const cardsOf = ({ lists }: BoardAnswer): [string, string][] =>
  lists.flatMap(({ id, records }) => records.map((card): [string, string] => [card.id, JSON.stringify([id, card])]))

/** Equal for boards that show the same, in whatever order it came. */
export const hashOf = (cards: Cards): string =>
  createHash('sha256')
    .update(JSON.stringify([...cards].toSorted(([a], [b]) => Number(a) - Number(b))))
    .digest('hex')
