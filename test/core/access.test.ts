import { describe, expect, test } from 'vitest'
import { accessOf, demand, demandWorkspace, narrow } from '../../src/core/access/index.ts'
import { type Catalog, LEVELS, type Project } from '../../src/core/model/index.ts'

const project = { id: 7, name: 'Opportunities', fields: [] as Project['fields'] } as Project
const catalog = { projects: [project], roles: [], teams: [] } as unknown as Catalog
const as = (role: string) =>
  accessOf(catalog, {
    id: 1,
    name: 'Sokha',
    email: 'sokha@mekong.example',
    role,
    image: null,
    deactivated: false,
  })

describe('what a role may do', () => {
  test.each([
    ['owner', 'manage', true],
    ['admin', 'manage', true],
    ['member', 'edit', false],
    ['viewer', 'view', false],
  ] as const)('%s: up to %s in every project; the workspace: %s', (role, highest, workspace) => {
    const access = as(role)
    const seen = narrow(catalog, access)
    for (const level of LEVELS.slice(1)) {
      const step = () => demand(seen, access, 7, level)
      if (LEVELS.indexOf(level) <= LEVELS.indexOf(highest)) expect(step().id).toBe(project.id)
      else expect(step).toThrow(expect.objectContaining({ status: 403 }))
    }
    if (workspace) demandWorkspace(access)
    else expect(() => demandWorkspace(access)).toThrow(expect.objectContaining({ status: 403 }))
  })

  test('a project that isn’t there is not found, for everyone', () => {
    expect(() => demand(catalog, as('owner'), 8, 'view')).toThrow(expect.objectContaining({ status: 404 }))
    expect(() => demand(catalog, as('owner'), null, 'view')).toThrow(expect.objectContaining({ status: 404 }))
  })

  test('a role that is gone allows nothing', () => {
    expect(narrow(catalog, as('12')).projects).toEqual([])
  })
})
