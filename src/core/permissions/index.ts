export type { Level } from '../model/index.ts'
export {
  type Access,
  accessOf,
  type KeyScope,
  managesAll,
  may,
  requireAllRecords,
  requirePeopleRight,
  requireProject,
  requireWorkspaceRight,
  requireWriteAccess,
} from './access.ts'
export { type DashboardLevel, dashboardLevel, requireDashboards } from './dashboards.ts'
export { includes, seesAsMuch } from './includes.ts'
export { changedRole, type RoleInput, roleFrom, rolePatchSchema, roleSchema } from './role-input.ts'
export { projectRights, rightsOf, roleNamed, rolesOf } from './roles.ts'
export { type RecordOwners, type Sight, seesRecord, sightOf } from './sight.ts'
export { visibleCatalog, wouldBeVisible } from './visible-catalog.ts'
