export { AUTO_INDEX_NAMES, type AutoIndex, createIndexSql, hasAutoIndex, missingIndexes } from './auto-index.sql.ts'
export { type CardSql, cardSql } from './card-json.sql.ts'
export { slotsOf } from './columns.sql.ts'
export { compileOnce } from './compile-once.sql.ts'
export { compileFilter, live } from './filters/filter.sql.ts'
export { inProject, whereOf } from './filters/where.sql.ts'
export { type GroupSql, groupSql, groupSqlAt } from './group.sql.ts'
export { SQL_LANGUAGE, sqlScopeOfNames } from './language.sql.ts'
export { foldSql, type MeasureSql, measureSql } from './measure.sql.ts'
export { operandSql, sortKey } from './operands/names.sql.ts'
export { ratedSql } from './operands/report-currency.sql.ts'
export { type RollupSql, rollupSql } from './operands/rollup.sql.ts'
export { formulaFields, formulaTreeSql } from './operands/value-column.sql.ts'
export {
  afterCursor,
  CARDS,
  decodeCursor,
  encodeCursor,
  type Order,
  termsOf,
  UNSORTED,
} from './order.sql.ts'
export { recordJson, type ValueKeys } from './record-json.sql.ts'
export { ownedBy, visibleRecord, visibleRecords } from './record-visibility.sql.ts'
export { col, type OperandSql, type SqlScope } from './scope.sql.ts'
export { sortedBy, walkedBy } from './sorted.sql.ts'
