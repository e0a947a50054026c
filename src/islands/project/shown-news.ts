import type { ProjectNews } from '../../client/live/follow.ts'
import { cachedProject } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'

export const NOTHING: ReadonlySet<string> = new Set()

/**
 * What of a project's news a view of records shows: the records named, of its own project; of a project that its fields look into,
 * or that looks into it, whatever of `records` (ids) is shown, since any of them may have something from there.
 */
export function shownOf(
  project: ProjectAnswer,
  news: ProjectNews,
  records: () => Iterable<string>,
): ReadonlySet<string> | null {
  if (news.project === project.id) return news.records
  if (!pointsAt(project, news.project) && !pointsAt(cachedProject(news.project), project.id)) return NOTHING
  return new Set(records())
}

const pointsAt = (project: ProjectAnswer | undefined, target: string): boolean =>
  project?.fields.some(({ config }) => (config as { project?: string } | null)?.project === target) ?? false
