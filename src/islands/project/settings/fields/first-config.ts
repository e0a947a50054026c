import { cache } from '../../../../client/cache.ts'
import type { MeAnswer, ProjectAnswer } from '../../../../core/api/answers.ts'
import type { TypeName } from '../../../../parts/values/field-types.ts'
import { hasOptions } from '../../../../parts/values/field-types.ts'
import type { Config, Draft } from './draft.ts'

/** What a field of a type begins with; what the type before has in common is kept. */
export function firstConfig(type: TypeName, before: Draft, project: ProjectAnswer): Config {
  const main = () => cache.getQueryData<MeAnswer>(['me'])?.workspace.currency ?? 'USD'
  switch (type) {
    case 'currency':
      return { currency: main(), others: [] }
    case 'rating':
      return { max: 5 }
    case 'select':
    case 'multiSelect':
      // Left out, the preview of another type proposes what the values are.
      return hasOptions(before.type) ? { options: before.config.options ?? [] } : before.type ? {} : { options: [] }
    case 'uniqueId':
      return { prefix: '', digits: 4 }
    case 'duration':
      return { from: { event: 'created' }, to: { event: 'closed' }, target: null }
    case 'formula':
      return { formula: '' }
    case 'lookup':
      return { reference: project.fields.find((one) => one.type === 'reference')?.id ?? '', field: 'title' }
    case 'person':
      return { multiple: true }
    case 'reference':
      return { project: '', multiple: false }
    default:
      return {}
  }
}
