import ArrowRight from 'lucide-solid/icons/arrow-right'
import { For, Show } from 'solid-js'
import { undo } from '../../../client/changes/undo.ts'
import { ago, day, instant } from '../../../client/format.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { HistoryEntry, ProjectAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { type Key, t } from '../../../i18n/index.ts'
import { textOf } from '../../../parts/values/text-of.ts'
import { Button } from '../../../widgets/button.tsx'
import { ByAutomation } from './by-automation.tsx'
import css from './change.module.css'

const KINDS: Record<string, Key> = {
  created: 'change.created',
  deleted: 'change.deleted',
  restored: 'change.restored',
  archived: 'change.archived',
  unarchived: 'change.unarchived',
  undone: 'change.undone',
  pressed: 'change.pressed',
  mailed: 'change.mailed',
  submitted: 'change.submitted',
}

const NAMES: Record<string, Key> = {
  list: 'record.list',
  tags: 'tags.label',
  assignees: 'record.assignees',
  due: 'record.due',
  description: 'record.description',
  closedAt: 'record.closedAt',
  createdAt: 'record.createdAt',
  subject: 'change.subject',
  to: 'change.to',
}

/** "Amount 1,200 → 1,500 · Sokha, 2 hours ago", with its undo: one line a field, whatever was changed between within the minute. */
export function Change(props: { entries: HistoryEntry[]; project: ProjectAnswer }) {
  const newest = () => props.entries[0]!
  const author = () => newest().by.person?.name ?? t('change.somebody')
  const created = () => newest().kind === 'created'
  const byLine = () => {
    const { form, import: imported } = newest().by
    if (form) return t('change.byForm', { name: form.name })
    return imported ? t('change.byImport', { name: author() }) : author()
  }
  /** it happened, and no value was another before */
  const isEvent = () => ['pressed', 'mailed', 'submitted'].includes(newest().kind)
  const name = (field: string, fallback: string): string => {
    if (field === 'title') return props.project.titleName
    return NAMES[field] ? t(NAMES[field]) : fallback
  }
  const text = (field: string, value: Json): string => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return t('empty')
    if (field === 'due') return day(String(value))
    if (field === 'closedAt' || field === 'createdAt') return instant(String(value))
    const known = props.project.fields.find((candidate) => candidate.id === field)
    return textOf(known ?? { type: 'text', config: {} }, value) || t('empty')
  }
  return (
    <div class={css.change} data-undone={newest().undone ? '' : undefined}>
      <ul class={css.what}>
        <Show when={KINDS[newest().kind]}>{(key) => <li>{t(key(), { record: props.project.recordName })}</li>}</Show>
        <For each={created() ? [] : fieldsOf(props.entries)}>
          {(changed) => (
            <li class={css.field}>
              <span class={css.name}>{name(changed.field, changed.name)}</span>
              <Show when={!isEvent()}>
                <span class={css.before}>{text(changed.field, changed.before)}</span>
                <ArrowRight size={13} />
              </Show>
              <Show when={newest().kind !== 'pressed'}>
                <span class={css.after}>{text(changed.field, changed.after)}</span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <div class={css.by}>
        <Show when={!newest().undone && !created() && !isEvent() && mayEdit(props.project)}>
          <Button
            variant="plain"
            size="small"
            class={css.undo}
            onClick={() => void undo(props.entries.map(({ change }) => change).reverse())}
          >
            {t('undo')}
          </Button>
        </Show>
        <Show when={newest().undone}>
          <span>{t('change.takenBack')}</span>
        </Show>
        <Show when={newest().by.automation} fallback={<span>{byLine()}</span>}>
          {(automation) => <ByAutomation automation={automation()} project={props.project} />}
        </Show>
        <time datetime={newest().at} title={instant(newest().at)}>
          {ago(newest().at)}
        </time>
      </div>
    </div>
  )
}

/** Each field once: what it was before all of them, and what it is after. */
function fieldsOf(entries: HistoryEntry[]): HistoryEntry['fields'] {
  const fields = new Map<string, HistoryEntry['fields'][number]>()
  for (const entry of entries.toReversed())
    for (const changed of entry.fields) {
      if (QUIET.has(changed.field)) continue
      const earlier = fields.get(changed.field)
      fields.set(changed.field, earlier ? { ...changed, before: earlier.before } : changed)
    }
  return [...fields.values()]
}

/** Fields that the entry's kind implies, or that are too long here. */
const QUIET = new Set(['archivedAt', 'deletedAt', 'body'])
