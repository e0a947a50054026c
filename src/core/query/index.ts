export { AUTO_INDEX_NAMES, createIndexSql, hasAutoIndex, missingIndexes } from './auto-index.ts'
export { filterById, nameById } from './by-id.ts'
export { slotsOf } from './columns.ts'
export { type Comparison, type Filter, filterSchema, type Sort, sortSchema } from './filters/ast.ts'
export { compileFilter, live } from './filters/filter.ts'
export { match } from './filters/match.ts'
export { lastDay, PERIODS, type Period, periodName, periodSql } from './filters/period.ts'
export { relativeDay, relativeSchema } from './filters/relative.ts'
export { inProject, whereOf } from './filters/where.ts'
export { type Group, type GroupKey, groupAt, groupNamed } from './group.ts'
export { LANGUAGE, scopeOfNames } from './language.ts'
export { foldSql, MEASURE_OPS, type Measure, type MeasureOp, measureNamed } from './measure.ts'
export { BUILT_IN, fieldNamed, worldOf } from './operands/field-named.ts'
export { RESULTS } from './operands/formula-operand.ts'
export { type Lookup, lookupNamed, lookupOf } from './operands/lookup.ts'
export { operandNamed, sortKey } from './operands/names.ts'
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
} from './operands/report-currency.ts'
export { type Rollup, rollupOf, rollupParts } from './operands/rollup.ts'
export { formulaFields, formulaTree } from './operands/value-column.ts'
export { afterCursor, CARDS, cursorColumns, encodeCursor, type Order, termsOf, UNSORTED } from './order.ts'
export { recordJson } from './record-json.ts'
export { visibleRecord, visibleRecords } from './record-visibility.ts'
export { type Compared, isLive, type Row } from './row.ts'
export type { Operand } from './scope.ts'
export { col, type Language, projectAt, type Scope, through, today, within } from './scope.ts'
export { sortedBy, walkedBy } from './sorted.ts'
export { isTimeDependent, TIME_DEPENDENT } from './time-dependent.ts'
export { graphOf, namesIn, usesOf } from './uses.ts'
export { isHiddenInput } from './with-hidden-errors.ts'
