import { invalid, Problem } from '../../src/core/errors/index.ts'
import {
  addOptionNames,
  bareValue,
  encodeValue,
  type FieldType,
  needsOptions,
  type Primitive,
  slotCount,
  typeOf,
  withOptions,
} from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { worldOf } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { configOf } from './field-config.ts'
import { type FieldValue, valuePages } from './field-values.ts'

const EXAMPLES = 20

interface IncompatibleValue {
  record: { id: string; title: string }
  /** as people read it now */
  value: string
  code: string
  message: string
}

export type Fit = readonly [id: number, stored: (Primitive | null)[]]

/** Of which type the values are read as which other. */
export interface Conversion {
  project: Project
  field: Field
  from: FieldType
  type: FieldType
  config: unknown
}

export async function planConversion(
  context: Context,
  project: Project,
  field: Field,
  input: { type: string; config?: unknown },
): Promise<Conversion> {
  const type = typeOf(input.type)
  if (!type) throw invalid('type', 'unknownType', { value: input.type })
  const from = typeOf(field.type)!
  const stays = (one: FieldType) => (one.storage !== 'slot' && one.storage !== 'money') || one.settable === false
  if (stays(type) || (stays(from) && from.storage !== 'links')) throw invalid('type', 'typeFixed', { type: input.type })
  let proposed: unknown = input.config ?? {}
  if (needsOptions(type, input.config)) {
    const names = new Map<string, string>()
    for await (const values of valuePages(context, project, field))
      addOptionNames(
        names,
        values.map(({ json }) => bareValue(from, type, json, context.catalog.workspace, field.config)),
      )
    proposed = withOptions(input.config, names, field)
  }
  return { project, field, from, type, config: configOf(context, project, type, proposed, field) }
}

export interface Converted {
  converts: number
  misfits: number
  /** the first that don't fit */
  examples: IncompatibleValue[]
}

/** Every value, page by page; `each` takes what fits, and the whole page where all of it fits as it is stored. */
export async function convertAll(
  context: Context,
  conversion: Conversion,
  each: (page: { fits: readonly Fit[]; alike: readonly FieldValue[] | null }) => void,
): Promise<Converted> {
  let [converts, misfits] = [0, 0]
  const examples: IncompatibleValue[] = []
  for await (const values of valuePages(context, conversion.project, conversion.field)) {
    const page = convert(context, conversion, values)
    converts += page.fits.length
    misfits += page.misfits
    examples.push(...page.examples.slice(0, EXAMPLES - examples.length))
    each({ fits: page.fits, alike: isAlike(values, page.fits) ? values : null })
  }
  return { converts, misfits, examples }
}

/** Whether each value is stored as the other type would store it. */
const isAlike = (values: readonly FieldValue[], fits: readonly Fit[]): boolean =>
  fits.length === values.length && fits.every(([, stored], i) => stored.length === 1 && stored[0] === values[i]!.stored)

export function convert(
  context: Context,
  { project, field, from, type, config }: Conversion,
  values: readonly { id: number; title: string; json: Json | null }[],
): { fits: Fit[]; empty: Fit[] } & Omit<Converted, 'converts'> {
  const world = worldOf(context.scope(project), field.name)
  const nothing = Array.from({ length: slotCount(type) }, () => null)
  const fits: Fit[] = []
  const empty: Fit[] = []
  const incompatible: IncompatibleValue[] = []
  for (const { id, title, json } of values) {
    const bare = json === null ? null : bareValue(from, type, json, context.catalog.workspace, field.config)
    try {
      const value = bare === null ? null : type.parse(bare, config, world)
      if (value === null) empty.push([id, nothing])
      else fits.push([id, encodeValue(type, value)])
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      const { code, message } = problem.issues[0]!
      empty.push([id, nothing])
      incompatible.push({ record: { id: String(id), title }, value: asText(bare), code, message })
    }
  }
  return { fits, empty, misfits: incompatible.length, examples: incompatible.slice(0, EXAMPLES) }
}

const asText = (bare: unknown): string =>
  typeof bare === 'object' ? (Array.isArray(bare) ? bare.join(', ') : JSON.stringify(bare)) : String(bare)
