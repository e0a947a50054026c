import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { isReadOnly, kindOf, widgetOf } from '../../../../parts/field-types/index.ts'
import { customerField, sumField } from '../../../../parts/field-types/primary-fields.ts'
import type { TableColumn } from './table-column.ts'

/** So many columns fit a screen; others are shown to who asks for them. */
const MOST = 9

/** The columns in the order in which people read a record: what, where, how much, until when, by whom, for whom. */
export function inReadingOrder(project: ProjectAnswer, columns: TableColumn[]): TableColumn[] {
  const closing = project.fields.find(({ type }) => kindOf(type) === 'date' && !isReadOnly(type))
  const first = ['title', 'list', sumField(project)?.id, closing?.id, 'assignees', 'tags', customerField(project)?.id]
  const rank = ({ key, field }: TableColumn) => {
    const index = first.indexOf(key)
    return index >= 0 ? index : first.length + (isReadOnly(field.type) ? 1 : 0)
  }
  return columns.toSorted((a, b) => rank(a) - rank(b))
}

/** Which of them are shown to who hasn't chosen. */
export const shownAtFirst = (columns: TableColumn[]): ReadonlySet<string> =>
  new Set(
    columns
      .filter(({ field }) => !field.hidden && !isLong(field.type) && !isTitleOfLinked(field))
      .slice(0, MOST)
      .map(({ key }) => key),
  )

const isLong = (type: string): boolean => widgetOf(type).long === true || kindOf(type) === 'files'

/** The customer's name says nothing that the customer doesn't. */
const isTitleOfLinked = ({ config }: TableColumn['field']): boolean =>
  config.reference !== undefined && config.field === 'title'
