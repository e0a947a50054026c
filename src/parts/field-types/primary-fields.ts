import type { FieldAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import { kindOf, widgetOf } from './index.ts'

/** The field whose sum heads a column: the first amount, else the first number that may be summed. */
export const sumField = ({ fields }: ProjectAnswer): FieldAnswer | undefined =>
  fields.find(({ type }) => kindOf(type) === 'money') ??
  fields.find(({ type }) => widgetOf(type).totals?.includes('sum'))

export const customerField = ({ fields }: ProjectAnswer): FieldAnswer | undefined =>
  fields.find(({ type }) => kindOf(type) === 'links')
