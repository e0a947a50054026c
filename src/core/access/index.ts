export type { Level } from '../model/index.ts'
export {
  type Access,
  accessOf,
  demand,
  demandPeople,
  demandWorkspace,
  demandWrite,
  type KeyScope,
  may,
} from './access.ts'
export { includes } from './includes.ts'
export { narrow } from './narrow.ts'
export { type RoleInput, roleFrom, roleSchema } from './role-input.ts'
export { projectRights, rightsOf, roleNamed, rolesOf } from './roles.ts'
