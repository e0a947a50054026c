import { useQuery } from '@tanstack/solid-query'
import type { InferOutput } from 'valibot'
import type { auditEntry } from '../core/api/audit.ts'
import type { apiKey } from '../core/api/auth/api-key.ts'
import type { invitation } from '../core/api/auth/invitation.ts'
import type { role } from '../core/api/role.ts'
import type { team } from '../core/api/team.ts'
import { type Key, t } from '../i18n/index.ts'
import { allPages } from './api.ts'
import { cache } from './cache.ts'
import { toastError } from './error-message.ts'
import { enqueue, hasQueued } from './mutation-queue.ts'

export type RoleAnswer = InferOutput<typeof role>
export type TeamAnswer = InferOutput<typeof team>
export type KeyAnswer = InferOutput<typeof apiKey>
export type AuditAnswer = InferOutput<typeof auditEntry>
export type InvitationAnswer = InferOutput<typeof invitation>

const resource = <T>(key: string, load: () => Promise<T>) => ({ queryKey: [key], queryFn: load })

export const rolesQuery = resource('roles', () => allPages<RoleAnswer>('/api/roles', 'roles'))
export const teamsQuery = resource('teams', () => allPages<TeamAnswer>('/api/teams', 'teams'))
export const invitationsQuery = resource('invitations', () =>
  allPages<InvitationAnswer>('/api/invitations', 'invitations'),
)

const BUILT_IN: Record<string, Key> = {
  owner: 'role.owner',
  admin: 'role.admin',
  member: 'role.member',
  viewer: 'role.viewer',
}

export const useRoles = () =>
  useQuery(
    () => rolesQuery,
    () => cache,
  )
export const useTeams = () =>
  useQuery(
    () => teamsQuery,
    () => cache,
  )
export const useInvitations = () =>
  useQuery(
    () => invitationsQuery,
    () => cache,
  )

/** A built-in role's name is translated; a custom role has the name that the team gave it. */
export function roleName({ id, name }: { id: string; name: string }): string {
  const key = BUILT_IN[id]
  return key ? t(key) : name
}

/** The roles that a select offers; ownership is transferred by a separate action. */
export const roleOptions = (roles: readonly RoleAnswer[]) =>
  roles.filter(({ id }) => id !== 'owner').map((role) => ({ id: role.id, name: roleName(role) }))

/**
 * Sends an optimistic change of a role or team. Changes with the same key are sent one after the other, so that the last click
 * wins; after the last one everything is refetched. Returns false (after a toast) when refused.
 */
export async function enqueueRightsChange(key: string, step: () => Promise<unknown>): Promise<boolean> {
  try {
    await enqueue(key, step)
    return true
  } catch (error) {
    await toastError(error)
    return false
  } finally {
    if (!hasQueued(key)) await refetchRights()
  }
}

/** Refetches what the pages of people and rights show. */
export async function refetchRights(): Promise<void> {
  const keys = ['roles', 'people', 'teams', 'invitations', 'audit', 'me']
  await Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key] })))
}
