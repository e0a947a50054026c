import { requireDashboards, requireWorkspaceRight } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'
import type { Http } from './body.ts'
import { type Located, type Lookup, locate, type Noun, requireThere } from './params.ts'
import type { Effect, Requirement } from './requirement.ts'

/** What a path parameter names: a noun, or how its room finds it. */
export type Param = Noun | Lookup<unknown>

type Params = readonly (readonly [name: string, Param])[]

/** Checks the route's requirement and resolves its path parameters. What may not be seen is answered like what doesn't exist. */
export async function findParams(
  context: Context,
  http: Http,
  params: Params,
  requires: Requirement,
): Promise<Record<string, unknown>> {
  const needs = typeof requires === 'string' ? null : requires
  if (needs && 'workspace' in needs && !('project' in needs)) requireWorkspaceRight(context.access, needs.workspace)
  if (needs && 'dashboard' in needs && needs.of === 'new') requireDashboards(context.access)
  const values: Record<string, unknown> = http.req.param()
  for (const [name, param] of params) {
    const level = needs && 'of' in needs && needs.of === name ? levelIn(needs) : null
    const sent = String(values[name])
    if (typeof param !== 'string') values[name] = await param.find(context, sent, level ?? 'view')
    else if (level && param in locate) values[name] = locate[param as keyof Located](context, sent, level)
  }
  if (needs && 'project' in needs && needs.workspace) requireWorkspaceRight(context.access, needs.workspace)
  return values
}

const levelIn = (needs: Extract<Requirement, { of: string }>) => ('project' in needs ? needs.project : needs.dashboard)

/** 404 where a parameter names a record, of which only the catalog was asked so far, that isn't there for who asks. */
export async function requireRecordThere(
  context: Context,
  found: Record<string, unknown>,
  params: Params,
  effect: Effect,
): Promise<void> {
  const record = params.find(([, param]) => param === 'record')
  if (record) await requireThere(context, found[record[0]] as Located['record'], effect)
}
