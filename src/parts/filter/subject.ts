import type { Kind } from '../../core/fields/contract.ts'
import type { Json } from '../../core/model/json.ts'

/** What a filter compares, a sort or a group goes by: a field, a built-in, or one of them looked at through references. */
export interface Subject {
  /** as the filter language names it */
  name: string
  /** as people read it: "Customer › Country" */
  label: string
  type: string
  kind: Kind
  config: { [key: string]: Json }
}
