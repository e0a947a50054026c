export { selectWorkspaceAddress, workspaceNameSql } from './address.ts'
export { ratesBefore, selectRateChanges } from './rates-then.ts'
export { workspaceAnswer } from './workspace.ts'
