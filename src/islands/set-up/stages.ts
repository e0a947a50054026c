import type { ListKind } from '../../core/model/entities.ts'
import { salesTemplate } from '../../core/template/index.ts'
import { language } from '../../i18n/index.ts'

export interface Stage {
  name: string
  kind: ListKind
  probability: number
}

/** The template's nine steps (M5) in the reader's language. */
export function nineStages(): Stage[] {
  const { projects } = salesTemplate({ sellTo: 'companies', currency: 'USD', language: language(), with: [] })
  return projects.opportunities.lists.map(({ name, kind, probability }) => ({ name, kind, probability }))
}

/** A board with more columns than this is hard to survey. */
export const MANY = 12
export const PROBABILITY: Record<ListKind, number> = { open: 50, won: 100, lost: 0, void: 0 }
