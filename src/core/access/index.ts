export type { Level } from '../model/index.ts'
export {
  type Access,
  accessOf,
  demand,
  demandAllRecords,
  demandPeople,
  demandWorkspace,
  demandWrite,
  type KeyScope,
  may,
} from './access.ts'
export { includes } from './includes.ts'
export { narrow, wouldSee } from './narrow.ts'
export { changedRole, type RoleInput, roleFrom, rolePatchSchema, roleSchema } from './role-input.ts'
export { projectRights, rightsOf, roleNamed, rolesOf } from './roles.ts'
