import type { ListKind } from '../../core/model/entities.ts'
import { type Key, t } from '../../i18n/index.ts'

export interface Stage {
  name: string
  kind: ListKind
  probability: number
}

const NINE: [Key, ListKind, number][] = [
  ['stage.unqualified', 'open', 5],
  ['stage.qualification', 'open', 10],
  ['stage.proposalWriting', 'open', 25],
  ['stage.proposalSent', 'open', 50],
  ['stage.negotiation', 'open', 70],
  ['stage.contract', 'open', 90],
  ['stage.won', 'won', 100],
  ['stage.lost', 'lost', 0],
  ['stage.void', 'void', 0],
]

/** The nine steps of M5 in the reader's language. */
export const nineStages = (): Stage[] => NINE.map(([key, kind, probability]) => ({ name: t(key), kind, probability }))

/** More columns than this hide the big picture. */
export const MANY = 12
export const PROBABILITY: Record<ListKind, number> = { open: 50, won: 100, lost: 0, void: 0 }
