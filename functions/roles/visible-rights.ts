import type { Catalog, Rights } from '../../src/core/model/index.ts'

export const isProject = ({ projects }: Catalog, id: string | number): boolean =>
  projects.some((project) => String(project.id) === String(id))

export const isField = ({ projects }: Catalog, id: string): boolean =>
  projects.some(({ fields }) => fields.some((field) => String(field.id) === id))

/** What a role says of projects and fields that the reader sees. */
export function visibleProjectRights(catalog: Catalog, projects: Rights['projects']): Rights['projects'] {
  const seen = Object.entries(projects).filter(([id]) => id === '*' || isProject(catalog, id))
  return Object.fromEntries(
    seen.map(([id, { fields, ...rights }]) => [
      id,
      { ...rights, fields: Object.fromEntries(Object.entries(fields).filter(([field]) => isField(catalog, field))) },
    ]),
  ) as Rights['projects']
}
