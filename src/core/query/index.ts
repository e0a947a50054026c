export { filterById, nameById } from './by-id.ts'
export { type Comparison, type Filter, filterSchema, type Sort, sortSchema } from './filters/ast.ts'
export { match } from './filters/match.ts'
export { PERIODS, type Period, periodName } from './filters/period.ts'
export { relativeDay, relativeSchema } from './filters/relative.ts'
export { type Group, type GroupKey, groupAt, groupNamed, TEAM } from './group.ts'
export { LANGUAGE, scopeOfNames } from './language.ts'
export { MEASURE_OPS, type Measure, type MeasureOp } from './measure.ts'
export { type Answered, answeredOf, fromFormula } from './operands/answered-value.ts'
export { BUILT_IN, fieldNamed, worldOf } from './operands/field-named.ts'
export { RESULTS } from './operands/formula-operand.ts'
export { type Lookup, lookupBy, lookupNamed, lookupOf } from './operands/lookup.ts'
export { operandNamed } from './operands/names.ts'
export {
  type Fraction,
  hasReportCurrency,
  over,
  plus,
  ratedCurrency,
  ratedFrom,
  ratesOf,
  rounded,
  toReportCurrency,
  ZERO,
} from './operands/report-currency.ts'
export { type Rollup, rollupOf, rollupParts } from './operands/rollup.ts'
export { formulaTree, settingOf, valueColumn } from './operands/value-column.ts'
export { type Compared, isLive, type Row } from './row.ts'
export type { Operand } from './scope.ts'
export { type Language, projectAt, type Scope, through, today, within } from './scope.ts'
export { isTimeDependent, TIME_DEPENDENT } from './time-dependent.ts'
export { graphOf, namesIn, usesOf } from './uses.ts'
export { isHiddenInput } from './with-hidden-errors.ts'
