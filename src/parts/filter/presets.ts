import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { kindOf } from '../field-types/index.ts'

export interface Preset {
  name: string
  conditions: Filter[]
}

const OPEN: Filter = { field: 'listKind', op: 'in', value: ['open'] }

/** Filters that every sales team asks for first (M68), as far as the project has what they need. */
export function presetFilters(project: ProjectAnswer): Preset[] {
  const { parts, lists, fields } = project
  const open = lists.length > 1 ? [OPEN] : []
  const date = fields.find((field) => kindOf(field.type) === 'date' && !field.hidden)
  const dateCondition = (op: string, relative: object): Filter => ({ field: date!.id, op, value: relative })
  const month = { relative: 'start-of-month' }
  return [
    ...(parts.assignees
      ? [
          {
            name: t('filter.readyOpen', { records: project.name }),
            conditions: [...open, { field: 'assignees', op: 'hasAny', value: ['me'] }],
          },
        ]
      : []),
    ...(date
      ? [
          {
            name: t('filter.readyClosing', { field: date.name }),
            conditions: [
              ...open,
              dateCondition('gte', month),
              dateCondition('before', { ...month, plus: 1, unit: 'month' }),
            ],
          },
          {
            name: t('filter.readyPast', { field: date.name }),
            conditions: [...open, dateCondition('before', { relative: 'today' })],
          },
        ]
      : []),
    ...(parts.due
      ? [{ name: t('filter.readyOverdue'), conditions: [{ field: 'overdue', op: 'eq', value: true }] }]
      : []),
  ]
}
