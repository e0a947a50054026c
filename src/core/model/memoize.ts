/**
 * `compute`, done once for each object and, where it takes more, for each key of that; forgotten with the object. For what follows
 * from a catalog, which is replaced when anything in it changes.
 */
export function memoize<Source extends object, Rest extends unknown[], Value>(
  compute: (source: Source, ...rest: Rest) => Value,
  keyOf: (...rest: Rest) => string | number = () => '',
): (source: Source, ...rest: Rest) => Value {
  const bySource = new WeakMap<Source, Map<string | number, Value>>()
  return (source, ...rest) => {
    const values = bySource.get(source) ?? new Map<string | number, Value>()
    bySource.set(source, values)
    const key = keyOf(...rest)
    if (!values.has(key)) values.set(key, compute(source, ...rest))
    return values.get(key) as Value
  }
}
