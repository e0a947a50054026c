import { raw, type Sql, sql } from '../../sql/index.ts'
import { MONTHS, type Piece, WIDTH } from './pattern.ts'

/** `pieceText` in SQL. */
export function pieceSql(piece: Piece, date: Sql): Sql {
  switch (piece.kind) {
    case 'digits':
      return sql`substr(${date}, ${raw(`${piece.start}, ${piece.length}`)})`
    case 'number':
      return sql`CAST(substr(${date}, ${raw(String(piece.start))}, 2) AS INTEGER)`
    case 'month':
      return sql`rtrim(substr(${raw(`'${MONTHS}'`)}, substr(${date}, 6, 2) * ${raw(`${WIDTH} - ${WIDTH - 1}, ${piece.length}`)}))`
    case 'sign':
      return raw(`'${piece.text}'`)
  }
}
