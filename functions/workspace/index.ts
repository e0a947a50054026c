export { selectWorkspaceAddress, workspaceNameSql } from './address.ts'
export { workspaceAnswer } from './workspace.ts'
