import { describe, expect, test } from 'vitest'
import { accessOf, demand, demandWorkspace, LEVELS, narrow } from '../../src/core/access/index.ts'
import type { Catalog, Project, RoleName } from '../../src/core/model/index.ts'

const project = { id: 7, name: 'Opportunities' } as Project
const catalog = { projects: [project] } as Catalog
const as = (role: RoleName) => accessOf({ id: 1, name: 'Sokha', email: 'sokha@mekong.example', role, image: null })

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
      if (LEVELS.indexOf(level) <= LEVELS.indexOf(highest)) expect(step()).toBe(project)
      else expect(step).toThrow(expect.objectContaining({ status: 403 }))
    }
    if (workspace) demandWorkspace(access)
    else expect(() => demandWorkspace(access)).toThrow(expect.objectContaining({ status: 403 }))
  })

  test('a project that isn’t there is not found, for everyone', () => {
    expect(() => demand(catalog, as('owner'), 8, 'view')).toThrow(expect.objectContaining({ status: 404 }))
    expect(() => demand(catalog, as('owner'), null, 'view')).toThrow(expect.objectContaining({ status: 404 }))
  })
})
