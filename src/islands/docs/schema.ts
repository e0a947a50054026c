import type { Document, Schema } from './operations.ts'

const nameOf = (ref: string): string => ref.split('/').at(-1)!

/** The schema that a $ref names, or the schema itself. */
export const resolveRef = (document: Document, schema: Schema): Schema =>
  schema.$ref ? (document.components.schemas[nameOf(schema.$ref)] ?? {}) : schema

/** A schema's type in one line, as a developer writes it: `string`, `Record[]`, `"en" | "km"`, `Amount | null`. */
export function typeText(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeText))].join(' | ')
  if (schema.type === 'array') return listed(typeText(schema.items ?? {}))
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `{ [key]: ${typeText(schema.additionalProperties)} }`
  if (schema.properties) return `{ ${shortened(Object.keys(schema.properties))} }`
  if (schema.contentMediaType) return 'file'
  return [schema.type ?? 'any', schema.format].filter(Boolean).join(' · ')
}

const shortened = (names: string[]) => (names.length > 4 ? `${names.slice(0, 4).join(', ')}, …` : names.join(', '))

const listed = (type: string) => (type.includes('|') ? `(${type})[]` : `${type}[]`)

/** The constraints of a value: minimum, maximum, length, pattern. */
export function bounds(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema
  const range = (min: unknown, max: unknown) =>
    min === undefined && max === undefined ? [] : [`${min ?? ''}…${max ?? ''}`]
  return [
    ...range(minimum, maximum),
    ...range(minLength ?? minItems, maxLength ?? maxItems),
    ...(pattern ? [String(pattern)] : []),
  ].join(' ')
}

export interface Property {
  name: string
  schema: Schema
  required: boolean
}

/** The properties of an object, the items of an array or the variants of a union; empty for simple types. */
export function propertiesOf(document: Document, schema: Schema): Property[] {
  const { properties, required, items, anyOf, additionalProperties } = resolveRef(document, schema)
  if (properties)
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      schema: schema,
      required: required?.includes(name) ?? false,
    }))
  if (items) return propertiesOf(document, items)
  if (anyOf) {
    const shapes = anyOf.filter((variant) => propertiesOf(document, variant).length > 0)
    // One shape or nothing: its own properties say more than its name again.
    if (shapes.length === 1) return propertiesOf(document, shapes[0]!)
    return shapes.map((shape) => ({ name: '', schema: shape, required: false }))
  }
  return typeof additionalProperties === 'object' ? propertiesOf(document, additionalProperties) : []
}
