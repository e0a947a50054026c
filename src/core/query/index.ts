export { type Comparison, type Filter, filterSchema, type Sort, sortSchema } from './ast.ts'
export { AUTO_INDEX_NAMES, createIndexSql, hasAutoIndex, missingIndexes } from './auto-index.ts'
export { filterById, nameById } from './by-id.ts'
export { slotsOf } from './columns.ts'
export { BUILT_IN, fieldNamed, worldOf } from './field-named.ts'
export { compileFilter, live } from './filter.ts'
export { RESULTS } from './formula-operand.ts'
export { type Group, type GroupKey, groupAt, groupNamed } from './group.ts'
export { LANGUAGE, scopeOfNames } from './language.ts'
export { type Lookup, lookupNamed, lookupOf } from './lookup.ts'
export { match } from './match.ts'
export { foldSql, MEASURE_OPS, type Measure, type MeasureOp, measureNamed } from './measure.ts'
export { operandNamed, sortKey } from './names.ts'
export type { Operand } from './operand.ts'
export { afterCursor, CARDS, cursorColumns, encodeCursor, type Order, termsOf, UNSORTED } from './order.ts'
export { lastDay, PERIODS, type Period, periodName, periodSql } from './period.ts'
export { recordJson } from './record-json.ts'
export { visibleRecord, visibleRecords } from './record-visibility.ts'
export { relativeDay, relativeSchema } from './relative.ts'
export {
  type Fraction,
  hasReportCurrency,
  over,
  plus,
  ratedFrom,
  ratedSql,
  ratesOf,
  rounded,
  toReportCurrency,
  ZERO,
} from './report-currency.ts'
export { type Rollup, rollupOf, rollupParts } from './rollup.ts'
export { type Compared, isLive, type Row } from './row.ts'
export { col, type Language, projectAt, type Scope, through, today, within } from './scope.ts'
export { sortedBy, walkedBy } from './sorted.ts'
export { isTimeDependent, TIME_DEPENDENT } from './time-dependent.ts'
export { graphOf, namesIn, usesOf } from './uses.ts'
export { formulaFields, formulaTree } from './value-column.ts'
export { inProject, whereOf } from './where.ts'
export { isHiddenInput } from './with-hidden-errors.ts'
