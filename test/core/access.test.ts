import { describe, expect, test } from 'vitest'
import { type Catalog, LEVELS, type Project } from '../../src/core/model/index.ts'
import { accessOf, requireProject, requireWorkspaceRight, visibleCatalog } from '../../src/core/permissions/index.ts'

const project = { id: 7, name: 'Opportunities', lists: [], fields: [] } as unknown as Project
const catalog = { projects: [project], roles: [], teams: [], dashboards: [] } as unknown as Catalog
const as = (role: string) =>
  accessOf(catalog, {
    id: 1,
    name: 'Sokha',
    email: 'sokha@mekong.example',
    role,
    image: null,
    deactivated: false,
    away: null,
  })

describe('what a role may do', () => {
  test.each([
    ['owner', 'manage', true],
    ['admin', 'manage', true],
    ['member', 'edit', false],
    ['viewer', 'view', false],
  ] as const)('%s: up to %s in every project; the workspace: %s', (role, highest, workspace) => {
    const access = as(role)
    const seen = visibleCatalog(catalog, access)
    for (const level of LEVELS.slice(1)) {
      const step = () => requireProject(seen, access, 7, level)
      if (LEVELS.indexOf(level) <= LEVELS.indexOf(highest)) expect(step().id).toBe(project.id)
      else expect(step).toThrow(expect.objectContaining({ status: 403 }))
    }
    if (workspace) requireWorkspaceRight(access)
    else expect(() => requireWorkspaceRight(access)).toThrow(expect.objectContaining({ status: 403 }))
  })

  test('a project that isn’t there is not found, for everyone', () => {
    expect(() => requireProject(catalog, as('owner'), 8, 'view')).toThrow(expect.objectContaining({ status: 404 }))
    expect(() => requireProject(catalog, as('owner'), null, 'view')).toThrow(expect.objectContaining({ status: 404 }))
  })

  test('a role that is gone allows nothing', () => {
    expect(visibleCatalog(catalog, as('12')).projects).toEqual([])
  })
})
