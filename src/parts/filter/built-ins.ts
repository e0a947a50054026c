import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { type Key, t } from '../../i18n/index.ts'
import { kindOf } from '../field-types/index.ts'
import type { Subject } from './subjects.ts'

/** What every record has, as far as the project has that part; the title first. */
export function builtInsOf(project: ProjectAnswer): Subject[] {
  const { parts, lists, tags } = project
  const several = lists.length > 1
  const of = (name: string, type: string, label: string, config: Subject['config'] = {}): Subject => ({
    name,
    label,
    type,
    kind: kindOf(type),
    config,
  })
  const named = (name: string, type: string, config?: Subject['config']) =>
    of(name, type, t(`builtIn.${name}` as Key), config)
  const flag = (name: string) => named(name, 'checkbox', { always: true })
  const options = (all: { id: string; name: string; color: string }[]) =>
    ({ options: all.map(({ id, name, color }) => ({ id, name, color })) }) as { [key: string]: Json }
  return [
    of('title', 'text', project.titleName),
    ...(several ? [named('list', 'select', options(lists)), named('listKind', 'select', options(KIND_OPTIONS()))] : []),
    ...(parts.tags ? [named('tags', 'multiSelect', options(tags))] : []),
    ...(parts.assignees ? [named('assignees', 'person')] : []),
    ...(parts.due ? [named('due', 'date'), flag('overdue')] : []),
    named('description', 'longText'),
    named('createdAt', 'createdAt'),
    named('createdBy', 'createdBy'),
    named('updatedAt', 'updatedAt'),
    named('updatedBy', 'updatedBy'),
    named('closedAt', 'dateTime'),
    named('enteredListAt', 'dateTime'),
    named('timeInList', 'timeInList'),
    flag('stale'),
    named('number', 'number'),
    flag('archived'),
    flag('bin'),
  ]
}

const KIND_OPTIONS = () => [
  { id: 'open', name: t('kind.open'), color: 'blue' },
  { id: 'won', name: t('kind.won'), color: 'green' },
  { id: 'lost', name: t('kind.lost'), color: 'red' },
  { id: 'void', name: t('kind.void'), color: 'grey' },
]
