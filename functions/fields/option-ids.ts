import { invalid } from '../../src/core/errors/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { optionsOf } from '../changes/option-holders.ts'
import type { Context } from '../context/index.ts'

/** Never one that was used before: records, history and saved charts keep the ids of options that are gone. */
export const newOptionId = (): string => crypto.randomUUID().slice(0, 8)

/**
 * Settings as they were sent, with an id for every option that came without: the one of the present option of that name, else a
 * new one. What isn't even a list of options is left for the type's schema to refuse.
 */
export function withOptionIds(sent: unknown, field: Field | undefined): unknown {
  const { options } = (sent ?? {}) as { options?: unknown }
  if (!Array.isArray(options)) return sent
  const sentIds = new Set(options.map((option) => (option as { id?: unknown } | null)?.id))
  const free = new Map(
    optionsOf(field).flatMap(({ id, name }) => (sentIds.has(id) ? [] : [[identityOf(name), id] as const])),
  )
  const withId = (option: unknown) => {
    if (typeof option !== 'object' || option === null || ('id' in option && option.id !== undefined)) return option
    const name = 'name' in option && typeof option.name === 'string' ? identityOf(option.name) : ''
    return { ...option, id: free.get(name) ?? newOptionId() }
  }
  return { ...(sent as object), options: options.map(withId) }
}

/** Who sends an id of their own for a new option must not send one that an option had which is gone. */
export async function requireUnusedIds(context: Context, field: Field, changed: Field): Promise<void> {
  const present = new Set(optionsOf(field).map(({ id }) => id))
  const sent = optionsOf(changed).map(({ id }) => id)
  const added = JSON.stringify(sent.filter((id) => !present.has(id)))
  if (added === '[]') return
  // History holds settings as JSON text within JSON.
  const [[used]] = await context.batch(
    sql<{ id: string }>`SELECT a.value AS id FROM json_each(${added}) a WHERE EXISTS (SELECT 1 FROM history h
      WHERE h.kind = 'field' AND h.thing_id = ${field.id} AND instr(h.fields, '\\"id\\":\\"' || a.value || '\\"') > 0) LIMIT 1`,
  )
  if (used)
    throw invalid(`config.options.${sent.indexOf(used.id)}.id`, 'unknownOption', {
      name: field.name,
      value: used.id,
      options: optionsOf(field)
        .slice(0, 8)
        .map((option) => option.name),
    })
}
