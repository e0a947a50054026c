import { hasPending, recordOf, storedRecord } from '../../../../client/records/store.ts'
import type { BoardCard, CardPosition, Column } from '../board-types.ts'
import { withRecord } from '../column-totals.ts'

/*
 * Where cards stand: changes of a draft of the board's columns. Counts and sums go with the cards.
 */

export function positionOf(columns: readonly Column[], id: string): CardPosition | null {
  for (const column of columns) {
    const index = column.ids.indexOf(id)
    if (index >= 0) return { list: column.id, index }
  }
  return null
}

export function removeCard(columns: Column[], card: BoardCard, sum: string | undefined): void {
  const from = positionOf(columns, card.id)
  const column = columns.find(({ id }) => id === from?.list)
  if (!from || !column) return
  column.ids.splice(from.index, 1)
  count(column, card, sum, -1)
}

export function insertCard(columns: Column[], card: BoardCard, to: CardPosition, sum: string | undefined): void {
  const column = columns.find(({ id }) => id === to.list)
  if (!column) return
  column.ids.splice(Math.min(to.index, column.ids.length), 0, card.id)
  count(column, card, sum, 1)
}

/** Where a card of that position belongs among those that are shown. */
export function orderedIndex(column: Column, card: BoardCard): number {
  const index = column.ids.findIndex((id) => id !== card.id && inOrder(card, placeOf(id)!) < 0)
  return index < 0 ? column.ids.length : index
}

/**
 * Whatever was written here and isn't answered yet stands where it was put, in columns that were just read, too: the server may not know of
 * it yet. `shown` is the board until now.
 */
export function keepPending(columns: Column[], shown: readonly Column[], sum: string | undefined): void {
  for (const id of shown.flatMap(({ ids }) => ids.filter(hasPending))) {
    const stored = storedRecord(id)
    const record = recordOf(id)
    const to = positionOf(shown, id)
    if (!stored || !record || !to) continue
    for (const column of columns) {
      const index = column.ids.indexOf(id)
      if (index >= 0) column.ids.splice(index, 1)
      if (column.id === stored.list) count(column, stored, sum, -1)
    }
    insertCard(columns, record, to, sum)
  }
}

/** In place of those of its cards that were asked for the ones that it has now, each where it belongs; below the `last` one that was shown more pages begin. */
export function replaceCards(
  column: Column,
  current: readonly string[],
  isAsked: (id: string) => boolean,
  last: Place | undefined,
): void {
  const remainingIds = column.ids.filter((id) => !isAsked(id))
  const added = current.filter((id) => !column.next || !last || inOrder(placeOf(id)!, last) <= 0)
  column.ids = [...remainingIds, ...added].sort((a, b) => inOrder(placeOf(a)!, placeOf(b)!))
}

function count(column: Column, card: BoardCard, sum: string | undefined, sign: 1 | -1): void {
  column.count += sign
  column.totals = withRecord(column.totals, card, sum, sign)
}

type Place = Pick<BoardCard, 'id' | 'position'>

/** Where the server has a card. */
export function placeOf(id: string | undefined): Place | undefined {
  const record = id === undefined ? undefined : recordOf(id)
  return record && { id: record.id, position: record.position }
}

/** As the server has them: by position, and of one position by id. */
const inOrder = (a: Place, b: Place): number =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : Number(a.id) - Number(b.id)
