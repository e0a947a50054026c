import type { ProjectAnswer } from '../../core/api/answers.ts'

/** What somebody makes by hand is theirs, until it is given to somebody else. */
export const ownRecord = ({ parts }: ProjectAnswer): { assignees?: string[] } =>
  parts.assignees ? { assignees: ['me'] } : {}
