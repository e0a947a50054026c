import type { BoardAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import type { Column } from './board-types.ts'

/** Cards as whole records have it: what was left out is empty, references have their titles. */
export function columnsOf({ lists, linked }: BoardAnswer, { fields }: ProjectAnswer): Column[] {
  const references = fields.filter(({ type }) => kindOf(type) === 'links').map(({ id }) => id)
  return lists.map((list) => ({
    ...list,
    loading: false,
    records: list.records.map(({ values = {}, ...card }) => {
      const titled = references.flatMap((field) => {
        const ids = values[field] as string[] | undefined
        return ids ? [[field, ids.map((id) => ({ id, title: linked[id] ?? '' }))] as const] : []
      })
      const empty = { list: list.id, tags: [], assignees: [], due: null }
      return { ...empty, ...card, values: { ...values, ...Object.fromEntries(titled) } }
    }),
  }))
}
