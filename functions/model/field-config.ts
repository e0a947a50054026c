import * as v from 'valibot'
import { atPath, fault, Problem, refuse } from '../../src/core/errors/index.ts'
import type { FieldType } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { compileFilter, filterById, filterSchema } from '../../src/core/query/index.ts'
import type { Context } from '../context.ts'
import { computedConfig } from './computed-config.ts'
import { parse } from './parse.ts'
import { scopeOf } from './records/input.ts'

/** A field's settings as its type takes them, with its defaults; what they name must be there. */
export function configOf(context: Context, project: Project, type: FieldType, sent: unknown, field?: Field): unknown {
  const result = v.safeParse(type.config, sent)
  if (!result.success)
    throw new Problem(
      422,
      result.issues.map((issue) =>
        fault(['config', ...(issue.path ?? []).map((item) => String(item.key))].join('.'), 'badConfig', {
          reason: issue.message,
        }),
      ),
    )
  const config = result.output as { project?: string; filter?: unknown }
  if (type.home === 'links') {
    const target = context.catalog.projects.find((one) => String(one.id) === config.project)
    if (!target) throw refuse('config.project', 'unknownProject')
    if (config.filter !== undefined) {
      const filter = atPath('config.filter', () => parse(filterSchema, config.filter))
      compileFilter(filter, scopeOf(context, target), 'config.filter')
      return { ...config, filter: filterById(filter, scopeOf(context, target)) }
    }
  }
  return type.home === 'computed' ? computedConfig(context, project, type.type, result.output, field) : config
}
