import { moveRecord, saveRecord, toggleMember } from '../../../../client/records/save.ts'
import type { FieldAnswer, Named, ProjectAnswer, RecordAnswer } from '../../../../core/api/answers.ts'
import type { Json } from '../../../../core/model/json.ts'
import { t } from '../../../../i18n/index.ts'
import { kindOf, widgetOf } from '../../../../parts/field-types/index.ts'
import { editorOf } from '../../../../parts/values/editors/editing.ts'
import { saveValue } from '../../../../parts/values/save-value.ts'
import type { Grouping } from '../grouping.ts'
import { arranged } from './column-layout.ts'
import { inReadingOrder } from './reading-order.ts'
import type { TableColumn } from './table-column.ts'
import { visibleOf } from './visible-columns.ts'

/** px, where the type asks for no other */
const WIDTH = 170

export function columnsOf(project: ProjectAnswer): TableColumn[] {
  const { parts } = project
  return inReadingOrder(project, [
    titleColumn(project),
    ...(project.lists.length > 1 ? [listColumn(project)] : []),
    ...project.fields.map(fieldColumn),
    ...(parts.tags ? [tagsColumn(project)] : []),
    ...(parts.assignees ? [assigneesColumn()] : []),
    ...(parts.due ? [dueColumn()] : []),
    createdColumn(),
  ])
}

/** What the table shows, as it is arranged. What all rows of a group have in common stands in its head already. */
export const shownColumns = (columns: TableColumn[], project: string, grouping: Grouping | null): TableColumn[] =>
  arranged(visibleOf(columns, project), project).filter((column) => !isGroupedBy(column, grouping))

const isGroupedBy = ({ key, field }: TableColumn, grouping: Grouping | null): boolean =>
  key !== 'title' &&
  !['set', 'date', 'instant'].includes(kindOf(field.type)) &&
  (grouping?.by === key || grouping?.by === field.name)

const builtInField = (key: string, name: string, type: string, config: FieldAnswer['config'] = {}): FieldAnswer => ({
  id: key,
  name,
  type,
  config,
  required: false,
  unique: false,
  default: null,
  hidden: false,
  help: '',
  section: '',
})

const whenSaved = async (saved: Promise<unknown>): Promise<undefined> => {
  await saved
  return undefined
}

function fieldColumn(field: FieldAnswer): TableColumn {
  const { width = WIDTH, sortable = true } = widgetOf(field.type)
  return {
    key: field.id,
    field,
    width,
    sortable,
    editable: !['none', 'files'].includes(editorOf(field)),
    value: (record) => record.values[field.id] ?? null,
    save: (record, value, display, onRefused) => saveValue(record, field, value, display, undefined, onRefused),
  }
}

const titleColumn = (project: ProjectAnswer): TableColumn => ({
  key: 'title',
  field: builtInField('title', project.titleName, 'text'),
  width: 260,
  sortable: true,
  editable: true,
  value: (record) => record.title,
  save: async (record, typed, _display, onRefused) => {
    const title = String(typed ?? '').trim()
    if (title === '') return t('record.titleNeeded', { name: project.titleName })
    const wording = { name: project.titleName, text: String }
    if (title !== record.title) void saveRecord(record, { title }, { title }, wording, onRefused)
    return undefined
  },
})

function listColumn(project: ProjectAnswer): TableColumn {
  const options = project.lists.map(({ id, name, color }) => ({ id, name, color }))
  return {
    key: 'list',
    field: builtInField('list', t('record.list'), 'select', { options }),
    width: 180,
    sortable: true,
    editable: true,
    value: (record) => {
      const list = options.find((option) => option.id === record.list)
      return list ? { id: list.id, name: list.name } : null
    },
    save: async (record, value) => {
      const list = options.find((option) => option.id === value)
      if (list) await moveRecord(record, list)
      return undefined
    },
  }
}

function tagsColumn(project: ProjectAnswer): TableColumn {
  const options = project.tags.map(({ id, name, color }) => ({ id, name, color }))
  return {
    key: 'tags',
    field: builtInField('tags', t('tags.label'), 'multiSelect', { options }),
    width: 190,
    sortable: false,
    editable: true,
    value: (record) => record.tags as unknown as Json,
    save: (record, value, display) => whenSaved(toggleDifference(record, 'tags', value as string[], display)),
  }
}

const assigneesColumn = (): TableColumn => ({
  key: 'assignees',
  field: builtInField('assignees', t('record.assignees'), 'person', { multiple: true }),
  width: 150,
  sortable: false,
  editable: true,
  value: (record) => record.assignees as unknown as Json,
  save: (record, value, display) => whenSaved(toggleDifference(record, 'assignees', value as string[], display)),
})

const dueColumn = (): TableColumn => ({
  key: 'due',
  field: builtInField('due', t('record.due'), 'date'),
  width: 130,
  sortable: true,
  editable: true,
  value: (record) => record.due,
  save: async (record, due) => {
    if (due !== record.due) await saveRecord(record, { due }, { due: due as string | null })
    return undefined
  },
})

const createdColumn = (): TableColumn => ({
  key: 'createdAt',
  field: builtInField('createdAt', t('record.createdAt'), 'dateTime'),
  width: 180,
  sortable: true,
  editable: false,
  value: (record) => record.createdAt,
  save: async () => undefined,
})

/** The picker toggles one item at a time: finds the one that was added or removed. */
async function toggleDifference(
  record: RecordAnswer,
  set: 'tags' | 'assignees',
  ids: string[],
  display?: Json,
): Promise<void> {
  const before = record[set]
  const changed =
    before.find((member) => !ids.includes(member.id)) ??
    ((display ?? []) as unknown as Named[]).find((member) => !before.some((previous) => previous.id === member.id))
  if (changed) await toggleMember(record, set, changed)
}
