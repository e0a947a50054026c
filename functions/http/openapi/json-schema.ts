import { toJsonSchemaDefs } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { filter, json } from '../../../src/core/api/common.ts'

export interface JsonSchema {
  [key: string]: unknown
}

/** How an operation asks for the JSON Schema of a schema of its own. */
export type SchemaOf = (schema: v.GenericSchema, sent: boolean) => JsonSchema

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/**
 * All schemas at once, by name, as JSON Schema 2020-12: one that stands within another is a $ref to it. What JSON Schema can't
 * say (a trimmed text, a check) is left out; the Worker still demands it.
 */
export function jsonSchemas(named: Record<string, v.GenericSchema>): Record<string, JsonSchema> {
  const schemas = toJsonSchemaDefs(named, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    overrideRef: ({ referenceId }) => refTo(referenceId).$ref,
    overrideSchema: ({ valibotSchema }) => override(valibotSchema as v.GenericSchema),
  })
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, tidied(schema) as JsonSchema]))
}

function override(schema: v.GenericSchema) {
  if (schema === json) return { description: 'Any JSON' }
  if (schema === filter || isInnerFilter(schema)) return refTo('Filter')
  if (isInnerActions(schema)) return refTo('Actions')
  if (schema.type === 'file') return { type: 'string' as const, contentMediaType: 'application/octet-stream' }
  return undefined
}

/** A filter holds filters; its schema counts how deep, and a reader needs not see each depth. */
function isInnerFilter(schema: v.GenericSchema): boolean {
  if (schema.type !== 'lazy') return false
  const { options } = (schema as v.LazySchema<v.GenericSchema>).getter(undefined) as v.UnionSchema<
    v.StrictObjectSchema<v.ObjectEntries, undefined>[],
    undefined
  >
  return options?.some(({ entries }) => entries && 'and' in entries) ?? false
}

/** So does a branch hold actions, which may be branches. */
function isInnerActions(schema: v.GenericSchema): boolean {
  if (schema.type !== 'lazy') return false
  const actions = (schema as v.LazySchema<v.GenericSchema>).getter(undefined) as {
    item?: { options?: { entries?: object }[] }
  }
  return actions.item?.options?.some(({ entries }) => entries && 'do' in entries) ?? false
}

/** Without what says nothing. */
function tidied(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tidied)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).filter(
    ([key, value]) =>
      key !== 'propertyNames' &&
      key !== '$schema' &&
      !(key === 'required' && Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(entries.map(([key, value]) => [key, key === 'default' ? value : tidied(value)]))
}

/** An answer's schema: later versions may add properties, so it doesn't forbid them. */
export function withoutClosedObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutClosedObjects)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).filter(([key, value]) => !(key === 'additionalProperties' && value === false))
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutClosedObjects(value)]))
}
