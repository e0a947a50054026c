import * as v from 'valibot'
import { invalid, issue, onlyAtPath, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import type { FieldType } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { compileFilter } from '../../src/core/query/index.sql.ts'
import { filterById, filterSchema } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { computedConfig } from './computed-config.ts'
import { withOptionIds } from './option-ids.ts'

/** A field's settings as its type takes them, with its defaults; what they name must be there. `field`: whose settings they change. */
export function configOf(context: Context, project: Project, type: FieldType, sent: unknown, field?: Field): unknown {
  const result = v.safeParse(type.config, type.holds === 'options' ? withOptionIds(sent, field) : sent)
  if (!result.success)
    throw new Problem(
      422,
      result.issues.map((one) => {
        const keys = ['config', ...(one.path ?? []).map((item) => String(item.key))]
        if (one.expected === 'never') return issue(keys.join('.'), 'unknownKey', { name: keys.at(-1) })
        return issue(keys.join('.'), 'badConfig', { reason: one.message })
      }),
    )
  const config = result.output as { project?: string; filter?: unknown }
  if (type.storage === 'links') {
    const target = context.catalog.projects.find((one) => String(one.id) === config.project)
    if (!target) throw invalid('config.project', 'unknownProject')
    if (config.filter !== undefined) {
      const filter = onlyAtPath('config.filter', () => parse(filterSchema, config.filter))
      compileFilter(filter, context.scope(target), 'config.filter')
      return { ...config, filter: filterById(filter, context.scope(target)) }
    }
  }
  return type.storage === 'computed' ? computedConfig(context, project, type.type, result.output, field) : config
}
