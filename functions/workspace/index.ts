export { readWorkspaceAddress, selectWorkspaceAddress, workspaceNameSql } from './address.ts'
export { workspaceAnswer } from './workspace.ts'
