import { list as listOf, money } from '../../../client/format.ts'
import { cachedProject } from '../../../client/workspace.ts'
import type { RunAnswer } from '../../../core/api/automation/index.ts'
import type { Json } from '../../../core/model/json.ts'
import { say } from '../../../i18n/automation-words.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import type { Around } from '../sentence/describe.ts'

/** "Amount: $12,000" */
export const seenText = ({ field, name, value }: RunAnswer['seen'][number], { project }: Around): string =>
  `${subjectNamed(project, field)?.label ?? name}: ${valueText(value)}`

/** An answered value, short: what it is called, or what it is. */
function valueText(value: Json): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return say('empty')
  if (Array.isArray(value)) return listOf(value.map(valueText))
  if (typeof value !== 'object') return String(value)
  if ('amount' in value) return money(String(value.amount), String(value.currency))
  return String(value.name ?? value.title ?? value.text ?? '')
}

/** What a step has come to: "move it to Negotiation". */
export function resultText({ do: what, result }: RunAnswer['actions'][number], around: Around): string {
  const { project, people } = around
  const names = (
    things: readonly { id: string; name: string }[],
    ids: Json | undefined,
    gone: 'person' | 'list' | 'tag',
  ) => listOf(((ids ?? []) as string[]).map((id) => things.find((one) => one.id === id)?.name ?? say(`gone.${gone}`)))
  switch (what) {
    case 'assign':
      return say('says.do.assign', { people: names(people, result.people, 'person') })
    case 'move':
      return say('says.do.move', { list: names(project.lists, [result.list as string], 'list') })
    case 'set':
      return say('says.do.set', { field: String(result.name ?? '…') })
    case 'tag':
    case 'untag':
      return say(`says.do.${what}`, { tags: names(project.tags, result.tags, 'tag') })
    case 'notify':
      return say('says.do.notify', { people: names(people, result.people, 'person') || say('nobody') })
    case 'create':
      return say('says.do.create', { project: cachedProject(String(result.project))?.name ?? say('gone.project') })
    case 'email':
      return say('says.do.email', { to: String(result.to ?? '…') })
    case 'webhook':
      return say('says.do.webhook', { url: String(result.url) })
    default:
      return say(`do.${what}`)
  }
}
