import { putRecords } from '../../../client/records/store.ts'
import type { BoardAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import type { Column } from './board-types.ts'

/** Puts the cards of an answer into the store of records, as whole ones have it: what was left out of the `fields` asked for is empty, references have their titles. */
export function putCards(
  { lists, linked, seq }: BoardAnswer,
  { id, fields }: ProjectAnswer,
  requestedFields: string[],
): void {
  const references = fields.filter(({ type }) => kindOf(type) === 'links').map(({ id }) => id)
  const none = Object.fromEntries(requestedFields.map((field) => [field, null]))
  const cards = lists.flatMap((list) =>
    list.records.map(({ values = {}, ...card }) => {
      const titled = references.flatMap((field) => {
        const ids = values[field] as string[] | undefined
        return ids ? [[field, ids.map((id) => ({ id, title: linked[id] ?? '' }))] as const] : []
      })
      const empty = { project: id, list: list.id, tags: [], assignees: [], due: null }
      return { ...empty, ...card, values: { ...none, ...values, ...Object.fromEntries(titled) } }
    }),
  )
  putRecords(cards, { seq, isAll: false })
}

export const columnsOf = ({ lists }: BoardAnswer): Column[] =>
  lists.map(({ records, ...list }) => ({ ...list, loading: false, ids: records.map(({ id }) => id) }))
