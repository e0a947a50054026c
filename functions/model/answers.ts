import type { Access } from '../../src/core/access/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type {
  Field,
  FieldAnswer,
  List,
  ListAnswer,
  Project,
  ProjectAnswer,
  Tag,
  TagAnswer,
} from '../../src/core/model/index.ts'

/** The nouns as the API answers them. */
export const projectAnswer = (project: Project, access: Access): ProjectAnswer => ({
  id: String(project.id),
  name: project.name,
  recordName: project.recordName,
  titleName: project.titleName,
  icon: project.icon,
  parts: project.parts,
  lists: project.lists.map(listAnswer),
  fields: project.fields.filter((field) => typeOf(field.type)).map(fieldAnswer),
  tags: project.tags.map(tagAnswer),
  rights: { access: access.level(project) as ProjectAnswer['rights']['access'] },
})

export const listAnswer = ({ id, position: _, ...list }: List): ListAnswer => ({ id: String(id), ...list })
export const tagAnswer = ({ id, position: _, ...tag }: Tag): TagAnswer => ({ id: String(id), ...tag })
export const fieldAnswer = ({ id, slot: _, slot2: __, position: ___, ...field }: Field): FieldAnswer => ({
  id: String(id),
  ...field,
  config: field.config as FieldAnswer['config'],
})
