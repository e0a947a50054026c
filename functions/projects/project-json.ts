import type { FieldAnswer, ListAnswer, ProjectAnswer, TagAnswer } from '../../src/core/api/answers.ts'
import { Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { environment, toShown } from '../../src/core/formula/index.ts'
import type { Catalog, Field, Json, List, Project, Tag } from '../../src/core/model/index.ts'
import { type Access, projectRights } from '../../src/core/permissions/index.ts'
import {
  compileFilter,
  formulaFields,
  formulaTreeSql,
  rollupSql,
  type SqlScope,
  sqlScopeOfNames,
} from '../../src/core/query/index.sql.ts'
import {
  type Filter,
  fieldNamed,
  isHiddenInput,
  lookupOf,
  RESULTS,
  through,
  usesOf,
  within,
} from '../../src/core/query/index.ts'

/** The nouns as the API answers them. */
export const projectAnswer = (project: Project, access: Access, catalog: Catalog): ProjectAnswer => ({
  id: String(project.id),
  name: project.name,
  recordName: project.recordName,
  titleName: project.titleName,
  icon: project.icon,
  parts: project.parts,
  lists: project.lists.map(listAnswer),
  fields: project.fields.filter((field) => typeOf(field.type)).map((field) => fieldAnswer(catalog, project, field)),
  tags: project.tags.map(tagAnswer),
  rights: {
    access: access.level(project) as ProjectAnswer['rights']['access'],
    records: projectRights(access.rights, project.id).records,
  },
})

export const listAnswer = ({ id, position: _, asks, ...list }: List): ListAnswer => ({
  id: String(id),
  ...list,
  asks: asks.map(({ field, required }) => ({ field: String(field), required })),
})
export const tagAnswer = ({ id, position: _, ...tag }: Tag): TagAnswer => ({ id: String(id), ...tag })
function fieldAnswer(catalog: Catalog, project: Project, field: Field): FieldAnswer {
  const { id, slot: _, slot2: __, cubeSlot: ___, cubeAxis: ____, position: _____, past: ______, fixed, ...rest } = field
  const computed = typeOf(field.type)?.storage === 'computed'
  const result = computed ? resultOf(sqlScopeOfNames(catalog, project), field) : null
  const config = visibleConfig(catalog, project, field)
  return { id: String(id), ...rest, ...(fixed && { fixed }), config, ...(result && { result }) }
}

/** A formula is stored with ids and shown with names; a config that names what the reader may not see is left out. */
function visibleConfig(catalog: Catalog, project: Project, field: Field): FieldAnswer['config'] {
  const config = field.config as FieldAnswer['config']
  const scope = sqlScopeOfNames(catalog, project)
  if (typeOf(field.type)?.storage === 'links') return plainConfig(scope, field)
  if (!isReadable(scope, field)) return {}
  if (typeOf(field.type)?.computed !== 'formula') return config
  return {
    ...config,
    formula: toShown(String(config.formula), environment(formulaFields(sqlScopeOfNames(catalog, project)))),
  }
}

/** All that it reads can be named: it wasn't opened to who may not see what it is made of. */
function isReadable(scope: SqlScope, field: Field): boolean {
  const named = new Set(scope.catalog.projects.flatMap(({ fields }) => fields.map(({ id }) => id)))
  const hidden = new Set(
    [...scope.catalog.projects, ...(scope.catalog.projectsWithHiddenInputs ?? [])].flatMap(({ hiddenInputs = [] }) =>
      hiddenInputs.map(({ id }) => id),
    ),
  )
  return usesOf(scope, field).every((id) => named.has(id) || !hidden.has(id))
}

/** The settings of a field that holds its own value; the filter of a reference is among them unless it asks for what can't be seen. */
function plainConfig(scope: SqlScope, field: Field): FieldAnswer['config'] {
  if (typeOf(field.type)?.storage !== 'links') return field.config as FieldAnswer['config']
  const { filter, ...config } = field.config as FieldAnswer['config']
  const target = scope.catalog.projects.find((one) => String(one.id) === config.project)
  if (filter === undefined || !target) return config
  try {
    compileFilter(filter as unknown as Filter, sqlScopeOfNames(scope.catalog, target))
    return { ...config, filter }
  } catch (problem) {
    if (problem instanceof Problem) return config
    throw problem
  }
}

const BUILT_IN_TYPES: Record<string, string> = {
  list: 'select',
  tags: 'multiSelect',
  assignees: 'person',
  createdBy: 'person',
  due: 'date',
  number: 'number',
  updatedBy: 'person',
  timeInList: 'timeInList',
  createdAt: 'dateTime',
  updatedAt: 'dateTime',
  enteredListAt: 'dateTime',
  closedAt: 'dateTime',
}

/** Of a hidden input of an opened field, only the options that its records have are shown. */
function plainResult(scope: SqlScope, project: Project, field: Field): NonNullable<FieldAnswer['result']> {
  const { options, ...config } = plainConfig(scope, field) as Record<string, Json>
  return {
    type: field.type,
    config: options === undefined || isHiddenInput(project, field) ? config : { ...config, options },
  }
}

/** What a lookup shows in the end, through as many references as it takes. */
function resultOf(scope: SqlScope, field: Field): NonNullable<FieldAnswer['result']> | null {
  const computed = typeOf(field.type)?.computed
  if (computed === 'formula') {
    const tree = formulaTreeSql(scope, field)
    return tree && { type: RESULTS[tree.type], config: tree.currency ? { currency: tree.currency } : {} }
  }
  if (computed === 'rollup') {
    const rollup = rollupSql(scope, field)
    const measured = rollup?.measured
    if (measured && rollup && typeOf(measured.type)?.storage === 'computed')
      return resultOf(through(within(scope), rollup.source), measured)
    return measured && rollup ? plainResult(scope, rollup.source, measured) : { type: 'number', config: {} }
  }
  if (computed !== 'lookup') return { type: field.type, config: plainConfig(scope, field) }
  const lookup = lookupOf(scope, field)
  if (!lookup) return null
  const target = lookup.scope
  const other = fieldNamed(target, lookup.name)
  if (other && typeOf(other.type)?.storage === 'computed') return resultOf(target, other)
  if (other) return plainResult(scope, target.project, other)
  return { type: BUILT_IN_TYPES[lookup.name] ?? 'text', config: {} }
}
