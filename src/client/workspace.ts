import { useQuery } from '@tanstack/solid-query'
import type { MeAnswer, ProjectAnswer } from '../core/api/answers.ts'
import { allPages, api } from './api.ts'
import { cache } from './cache.ts'

/** Queries that every screen shares: the current user, projects, people, dashboards. */
export interface PersonAnswer {
  id: string
  name: string
  email: string
  role: string
  teams: string[]
  state: 'active' | 'deactivated'
  away: { from: string; to: string } | null
}

const shared = <T>(key: string, load: () => Promise<T>) => ({ queryKey: [key], queryFn: load, staleTime: 60_000 })

export const meQuery = shared('me', () => api<MeAnswer>('GET', '/api/me'))
export const projectsQuery = shared('projects', () => allPages<ProjectAnswer>('/api/projects', 'projects'))
export const peopleQuery = shared('people', () => allPages<PersonAnswer>('/api/people', 'people'))
export const dashboardsQuery = shared('dashboards', () =>
  allPages<{ id: string; name: string; access: 'view' | 'edit' }>('/api/dashboards', 'dashboards'),
)

export const useMe = () =>
  useQuery(
    () => meQuery,
    () => cache,
  )
export const useProjects = () =>
  useQuery(
    () => projectsQuery,
    () => cache,
  )
export const usePeople = () =>
  useQuery(
    () => peopleQuery,
    () => cache,
  )
export const useDashboards = () =>
  useQuery(
    () => dashboardsQuery,
    () => cache,
  )

export const cachedProject = (id: string): ProjectAnswer | undefined =>
  cache.getQueryData<ProjectAnswer[]>(['projects'])?.find((project) => project.id === id)

export const refreshProjects = () => cache.invalidateQueries({ queryKey: ['projects'] })

export const mayEdit = (project: ProjectAnswer): boolean => ['edit', 'manage'].includes(project.rights.access)
export const mayManage = (project: ProjectAnswer): boolean => project.rights.access === 'manage'
