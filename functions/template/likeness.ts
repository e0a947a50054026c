import type { Project } from '../../src/core/model/index.ts'
import type { TemplateProject } from '../../src/core/template/index.ts'

/** How many fields are as a template's project has them; one that has a few only was made otherwise. */
export const FEWEST = 3

export const fieldsAlike = (project: Project, { fields }: TemplateProject): number =>
  project.fields.filter(({ name, type }) => fields.some((one) => one.name === name && one.type === type)).length
