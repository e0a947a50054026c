export { isProject, visibleProjectRights } from './visible-rights.ts'
