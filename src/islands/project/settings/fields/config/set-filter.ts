import type { Json } from '../../../../../core/model/json.ts'
import type { Filter } from '../../../../../core/query/filters/ast.ts'
import { copyOf } from '../draft.ts'
import type { ConfigProps } from './config-props.ts'

/** A field without a filter has no such part. */
export function setFilter(props: ConfigProps, filter: Filter | null): void {
  const { filter: _, ...config } = props.draft.config
  props.onReplace(filter ? { ...config, filter: copyOf(filter) as unknown as Json } : config)
}
