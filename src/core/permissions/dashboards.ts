import { forbidden } from '../errors/index.ts'
import type { Catalog, Dashboard, Share } from '../model/index.ts'
import type { Access } from './access.ts'

export type DashboardLevel = 'none' | 'view' | 'edit'

/** What somebody may do with a dashboard (M46): its owner, and who may make projects, may edit it; others what it is shared for. */
export function dashboardLevel(
  { teams }: Pick<Catalog, 'teams'>,
  access: Access,
  { owner, shared }: Pick<Dashboard, 'owner' | 'shared'>,
): DashboardLevel {
  if (access.rights.workspace.projects) return 'edit'
  // Who looks through another role's eyes is nobody in particular.
  const person = access.impersonating ? null : access.person.id
  const most = mayChangeDashboards(access) ? 'edit' : 'view'
  if (person !== null && owner === person) return most
  const isMine = (share: Share): boolean => {
    if ('role' in share) return share.role === '*' || share.role === access.role
    if ('person' in share) return share.person === String(person)
    const team = teams.find(({ id }) => String(id) === share.team)
    return person !== null && team?.people.includes(person) === true
  }
  const ownShares = shared.filter(isMine)
  if (ownShares.some(({ access: level }) => level === 'edit')) return most
  return ownShares.length > 0 ? 'view' : 'none'
}

/** A key for some projects may not change what reads all. */
const mayChangeDashboards = ({ key }: Access): boolean => !key?.projects

/** Throws 403 for who may have no dashboards of their own. */
export function requireDashboards(access: Access): void {
  if (!mayChangeDashboards(access)) throw forbidden()
}
