import type { IssueCode } from '../../../src/core/errors/index.ts'
import type { Json } from '../../../src/core/model/index.ts'

/** What each field type is tried with: sent -> answered, in ascending order of the values; and what it must refuse, by code. */
export interface Samples {
  config: unknown
  good: [sent: unknown, answered: Json][]
  bad: [sent: unknown, code: IssueCode][]
}
