import type { CurrencyColumn, Mapping, PlannedColumn } from '../../src/core/csv/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import type { importChunks } from '../db/schema/index.ts'

/** An import's mapping with every new field made: all its columns go to something that is there. */
export type ImportPlan = Omit<Mapping, 'mapping' | 'file'> & { mapping: (PlannedColumn | CurrencyColumn)[] }

export type ImportChunk = typeof importChunks.$inferSelect

export interface ImportJob {
  id: number
  project: Project
  change: number
  file: string
  plan: ImportPlan
  state: 'open' | 'finished' | 'undone'
  at: number
  /** what it has taken so far */
  chunks: readonly ImportChunk[]
}
