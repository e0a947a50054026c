import { cache } from '../../../../client/cache.ts'
import type { MeAnswer, ProjectAnswer } from '../../../../core/api/answers.ts'
import { hasOptions, type TypeName, widgetOf } from '../../../../parts/field-types/index.ts'
import type { Config, Draft } from './draft.ts'

/** The initial config of a field's new type; settings in common with the previous type are kept. */
export function initialConfig(type: TypeName, before: Draft, project: ProjectAnswer): Config {
  const currency = cache.getQueryData<MeAnswer>(['me'])?.workspace.currency ?? 'USD'
  const options = hasOptions(before.type) ? (before.config.options ?? []) : undefined
  return widgetOf(type).defaultConfig?.({ project, currency, isRetyped: before.type !== '', options }) ?? {}
}
