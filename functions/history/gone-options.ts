import { type OptionsConfig, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'

/**
 * A project whose fields know the options that these rows name and that are gone, as they were last called. Only for reading what
 * was: the settings that fields had stand in their own history.
 */
export async function withGoneOptions(
  context: Context,
  project: Project,
  rows: readonly { fields: string }[],
): Promise<Project> {
  const gone = new Map(
    project.fields.map((field) => [field.id, goneOptions(field, rows)] as const).filter(([, ids]) => ids.size > 0),
  )
  if (gone.size === 0) return project
  const [settings] = await context.batch(
    sql<{
      id: number
      before: string
    }>`SELECT h.thing_id AS id, json_extract(h.fields, '$.config[0]') AS before FROM history h
      WHERE h.kind = 'field' AND h.thing_id IN (SELECT value FROM json_each(${JSON.stringify([...gone.keys()])}))
        AND json_extract(h.fields, '$.config[0]') IS NOT NULL ORDER BY h.seq DESC`,
  )
  const fields = project.fields.map((field) => {
    const wanted = gone.get(field.id)
    if (!wanted) return field
    const { options, ...config } = field.config as unknown as OptionsConfig
    const had = settings.filter(({ id }) => id === field.id).flatMap(({ before }) => optionsIn(before))
    const found = [...wanted].flatMap((id) => had.find((option) => option.id === id) ?? [])
    return { ...field, config: { ...config, options: [...options, ...found] } as unknown as Json }
  })
  return { ...project, fields }
}

function goneOptions(field: Field, rows: readonly { fields: string }[]): Set<string> {
  if (typeOf(field.type)?.holds !== 'options') return new Set()
  const present = new Set((field.config as unknown as OptionsConfig).options.map(({ id }) => id))
  const pairs = rows.flatMap((row) => (JSON.parse(row.fields) as Record<string, Json[]>)[String(field.id)] ?? [])
  return new Set(pairs.flatMap(idsIn).filter((id) => !present.has(id)))
}

/** One option's id, or the JSON list of several. */
function idsIn(stored: Json): string[] {
  if (Array.isArray(stored)) return stored.map(String)
  if (typeof stored !== 'string') return []
  return stored.startsWith('[') ? (JSON.parse(stored) as string[]) : [stored]
}

const optionsIn = (config: string): OptionsConfig['options'] =>
  (JSON.parse(config) as Partial<OptionsConfig>).options ?? []
