import { randomKey } from '../../client/api.ts'
import type { ListKind } from '../../core/model/entities.ts'
import { salesTemplate } from '../../core/template/index.ts'
import { language } from '../../i18n/index.ts'

export interface Stage {
  /** of the form alone */
  id: string
  name: string
  kind: ListKind
  probability: number
}

const ofTemplate = () =>
  salesTemplate({ sellTo: 'companies', currency: 'USD', language: language(), with: [] }).projects.opportunities.lists

export const newStage = (name: string, kind: ListKind, probability = PROBABILITY[kind]): Stage => ({
  id: randomKey(),
  name,
  kind,
  probability,
})

/** The template's nine steps (M5) in the reader's language. */
export const nineStages = (): Stage[] =>
  ofTemplate().map(({ name, kind, probability }) => newStage(name, kind, probability))

/** Whether they are still as the template has them; then they keep its colours and limits. */
export function areNine(stages: readonly Stage[]): boolean {
  const nine = ofTemplate()
  const isSame = ({ name, kind, probability }: Stage, i: number) =>
    name === nine[i]?.name && kind === nine[i]?.kind && probability === nine[i]?.probability
  return stages.length === nine.length && stages.every(isSame)
}

/** A board with more columns than this is hard to survey. */
export const MANY = 12
export const PROBABILITY: Record<ListKind, number> = { open: 50, won: 100, lost: 0, void: 0 }
