import { type Accessor, createMemo } from 'solid-js'
import { trackLatestValue } from '../../client/latest-value.ts'
import { roleName, useRoles, useTeams } from '../../client/rights.ts'
import { usePeople } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Action } from '../../core/api/automation/index.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { useNames } from '../../parts/filter/filter-names.ts'
import type { Around, Draft } from './sentence/describe.ts'

const BUILT_IN = ['owner', 'admin', 'member', 'viewer'].map((id) => ({ id, name: '' }))

/** What sentences about these automations take their names from. */
export function useAround(project: () => ProjectAnswer, drafts: () => readonly Draft[]): Accessor<Around> {
  const people = trackLatestValue(usePeople())
  const teams = trackLatestValue(useTeams())
  const roles = trackLatestValue(useRoles())
  const names = useNames(project, () => {
    const filters = drafts().flatMap(({ conditions, actions }) => [
      ...(conditions ? [conditions] : []),
      ...filtersIn(actions),
    ])
    return filters.length > 0 ? { and: filters } : null
  })
  return createMemo(() => ({
    project: project(),
    names,
    people: (people() ?? []).filter(({ state }) => state === 'active'),
    teams: teams() ?? [],
    // Who may not read the roles still knows the ones that every workspace has.
    roles: (roles() ?? BUILT_IN).map((role) => ({ id: role.id, name: roleName(role) })),
  }))
}

const filtersIn = (actions: readonly Action[]): Filter[] =>
  actions.flatMap((action): Filter[] => {
    if (action.do === 'branch') return [action.if, ...filtersIn(action.then), ...filtersIn(action.else ?? [])]
    if (action.do === 'wait') return action.stopIf ? [action.stopIf] : []
    return action.do === 'assign' && 'rules' in action ? action.rules.map(({ filter }) => filter) : []
  })
