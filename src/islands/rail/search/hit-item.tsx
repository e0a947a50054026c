import { money } from '../../../client/format.ts'
import type { Hit, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { ProjectIcon } from '../../../parts/project-icon.tsx'
import type { Item } from './item.ts'

interface Money {
  amount: string
  currency: string
}

/** A record that was found: what it is worth, where it is, and by which field where its title doesn't tell. */
export function hitItem(hit: Hit, projects: readonly ProjectAnswer[], words: string): Item {
  const project = projects.find(({ id }) => id === hit.project)
  return {
    ...recordItem({ ...hit, list: hit.list ?? '' }, project, hit.amount),
    why: hit.match.field === 'title' ? undefined : `${fieldName(hit, project)}: ${shorten(hit.match.text, words)}`,
  }
}

export function openedItem(record: RecordAnswer, projects: readonly ProjectAnswer[]): Item {
  const project = projects.find(({ id }) => id === record.project)
  const field = project?.fields.find(({ type }) => kindOf(type) === 'money')
  return recordItem(record, project, field ? (record.values[field.id] as Money | null) : null)
}

function recordItem(
  { id, title, list }: { id: string; title: string; list: string },
  project: ProjectAnswer | undefined,
  worth: Money | null,
): Item {
  const stage = project && project.lists.length > 1 ? project.lists.find((one) => one.id === list)?.name : undefined
  return {
    id: `r${id}`,
    icon: () => <ProjectIcon icon={project?.icon ?? ''} />,
    name: title,
    amount: worth ? money(worth.amount, worth.currency) : undefined,
    place: [project?.name, stage].filter(Boolean).join(' · '),
    href: project ? `/p/${project.id}/r/${id}` : `/r/${id}`,
  }
}

const fieldName = ({ match }: Hit, project: ProjectAnswer | undefined): string =>
  match.field === 'description'
    ? t('record.description')
    : (project?.fields.find(({ id }) => id === match.field)?.name ?? '')

/** One line that begins not long before what was looked for. */
function shorten(text: string, words: string): string {
  const line = text.replace(/\s+/g, ' ')
  const index = line.toLowerCase().indexOf(words.toLowerCase().split(/\s+/)[0] ?? '')
  return index > 40 ? `…${line.slice(line.lastIndexOf(' ', index - 20) + 1)}` : line
}
