import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { type Key, t } from '../../i18n/index.ts'
import { kindOf } from '../field-types/index.ts'
import type { Subject } from './subject.ts'

/** What every record has, as far as the project has that part; the title first. */
export function builtInsOf(project: ProjectAnswer): Subject[] {
  const { parts, lists, tags } = project
  const hasLists = lists.length > 1
  const of = (name: string, type: string, label: string, config: Subject['config'] = {}): Subject => ({
    name,
    label,
    type,
    kind: kindOf(type),
    config,
  })
  const subject = (name: string, type: string, config?: Subject['config']) =>
    of(name, type, t(`builtIn.${name}` as Key), config)
  const flag = (name: string) => subject(name, 'checkbox', { always: true })
  const options = (choices: { id: string; name: string; color: string }[]) =>
    ({ options: choices.map(({ id, name, color }) => ({ id, name, color })) }) as { [key: string]: Json }
  return [
    of('title', 'text', project.titleName),
    ...(hasLists
      ? [subject('list', 'select', options(lists)), subject('listKind', 'select', options(KIND_OPTIONS()))]
      : []),
    ...(parts.tags ? [subject('tags', 'multiSelect', options(tags))] : []),
    ...(parts.assignees ? [subject('assignees', 'person')] : []),
    ...(parts.due ? [subject('due', 'date'), flag('overdue')] : []),
    subject('description', 'longText'),
    subject('createdAt', 'createdAt'),
    subject('createdBy', 'createdBy'),
    subject('updatedAt', 'updatedAt'),
    subject('updatedBy', 'updatedBy'),
    subject('closedAt', 'dateTime'),
    subject('enteredListAt', 'dateTime'),
    subject('timeInList', 'timeInList'),
    subject('lastActivity', 'dateTime'),
    flag('stale'),
    subject('number', 'number'),
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
