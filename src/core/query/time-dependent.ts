import type { Catalog } from '../model/index.ts'

/** Whether some field changes by the minute: a clock that runs, a formula that asks what time it is, a count of what is stale. */
export function isTimeDependent(catalog: Catalog): boolean {
  const known = seen.get(catalog)
  if (known !== undefined) return known
  const momentary = catalog.projects.some(({ fields }) =>
    fields.some(({ type, config }) => {
      if (type === 'timeInList') return true
      if (type === 'formula') return /\bNOW\s*\(/i.test((config as { formula: string }).formula)
      return type === 'rollup' || type === 'lookup' ? TIME_DEPENDENT.test(JSON.stringify(config)) : false
    }),
  )
  seen.set(catalog, momentary)
  return momentary
}

/** What depends on the minute, not on the day. */
export const TIME_DEPENDENT = /"(stale|timeInList|overdue)"/

const seen = new WeakMap<Catalog, boolean>()
