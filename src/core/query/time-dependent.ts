import { type Computation, typeOf } from '../fields/index.ts'
import { type Catalog, type Field, memoize } from '../model/index.ts'
import { builtInOf } from './operands/field-named.ts'

/** Whether a field's value changes with the clock: a running duration, a formula that uses NOW, a count of stale records. */
export const isTimeDependent = memoize((catalog: Catalog): boolean =>
  catalog.projects.some(({ fields }) =>
    fields.some((field) => {
      const computed = typeOf(field.type)?.computed
      return computed !== undefined && MOVES[computed](field)
    }),
  ),
)

const namesMoving = ({ config }: Field) => TIME_DEPENDENT.test(JSON.stringify(config))

const MOVES: Record<Computation, (field: Field) => boolean> = {
  formula: ({ config }) => /\bNOW\s*\(/i.test((config as { formula: string }).formula),
  lookup: namesMoving,
  rollup: namesMoving,
  duration: () => false,
  builtIn: (field) => builtInOf(field) === 'timeInList',
  nothing: () => false,
}

/** What depends on the minute, not on the day. */
export const TIME_DEPENDENT = /"(stale|timeInList|overdue)"/
