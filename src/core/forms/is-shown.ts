/** Where a field of a form is shown; as core/api/form reads it. `field` is the name of a control. */
export interface Condition {
  field: string
  op: 'eq' | 'ne' | 'filled' | 'empty'
  value?: string | number | boolean | undefined
}

interface Conditional {
  /** the name of its control */
  name: string
  showIf: Condition | null
}

/**
 * Which of a form's fields are shown, by what stands in the ones before: the same in the Worker and in the visitor's browser. What
 * stands in a field that isn't shown counts as nothing.
 */
export function shownFields(
  fields: readonly Conditional[],
  valuesOf: (name: string) => readonly string[],
): Set<string> {
  const shown = new Set<string>()
  for (const { name, showIf } of fields) {
    if (!showIf) shown.add(name)
    else {
      const values = shown.has(showIf.field) ? valuesOf(showIf.field).filter((value) => value !== '') : []
      const has = values.includes(String(showIf.value))
      const holds = { eq: has, ne: !has, filled: values.length > 0, empty: values.length === 0 }
      if (holds[showIf.op]) shown.add(name)
    }
  }
  return shown
}
