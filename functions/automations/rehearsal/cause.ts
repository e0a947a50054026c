import type { TriggerKind } from '../../../src/core/api/automation/index.ts'
import type { RowStore } from '../../../src/core/automations/row-store.ts'
import type { Json } from '../../../src/core/model/index.ts'
import type { Row } from '../../../src/core/query/index.ts'
import type { Moment } from './past-rows.ts'

/** Something of the past that an automation would have been set off by. */
export interface Cause {
  /** the same for the same cause, whatever version of the automation it is of */
  key: string
  when: TriggerKind
  moment: Moment
  /** who did it; null for what nobody did */
  by: number | null
  /** the records that it is of; null for none in particular */
  records(rows: RowStore): readonly (number | null)[]
  /** of time: whether it had come to that by then */
  hasCome?(row: Row): boolean
  input?: Json | undefined
}
