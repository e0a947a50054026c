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
import css from './change.module.css'

const KINDS: Record<string, Key> = {
  created: 'change.created',
  deleted: 'change.deleted',
  restored: 'change.restored',
  archived: 'change.archived',
  unarchived: 'change.unarchived',
  undone: 'change.undone',
}

const NAMES: Record<string, Key> = {
  list: 'record.list',
  tags: 'tags.label',
  assignees: 'record.assignees',
  due: 'record.due',
  description: 'record.description',
  closedAt: 'record.closedAt',
  createdAt: 'record.createdAt',
}

/** "Amount 1,200 → 1,500 by Sokha, 2 hours ago", with its undo. */
export function Change(props: { entry: HistoryEntry; project: ProjectAnswer }) {
  const author = () => props.entry.by.person?.name ?? t('change.somebody')
  const created = () => props.entry.kind === 'created'
  const visibleFields = () => (created() ? [] : props.entry.fields.filter(({ field }) => !QUIET.has(field)))
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
    <div class={css.change} data-undone={props.entry.undone ? '' : undefined}>
      <ul class={css.what}>
        <Show when={KINDS[props.entry.kind]}>{(key) => <li>{t(key(), { record: props.project.recordName })}</li>}</Show>
        <For each={visibleFields()}>
          {(candidate) => (
            <li class={css.field}>
              <span class={css.name}>{name(candidate.field, candidate.name)}</span>
              <span class={css.before}>{text(candidate.field, candidate.before)}</span>
              <ArrowRight size={13} />
              <span class={css.after}>{text(candidate.field, candidate.after)}</span>
            </li>
          )}
        </For>
      </ul>
      <div class={css.by}>
        <span>{props.entry.by.import ? t('change.byImport', { name: author() }) : author()}</span>
        <time datetime={props.entry.at} title={instant(props.entry.at)}>
          {ago(props.entry.at)}
        </time>
        <Show when={props.entry.undone}>
          <span>{t('change.takenBack')}</span>
        </Show>
        <Show when={!props.entry.undone && !created() && mayEdit(props.project)}>
          <Button variant="plain" size="small" class={css.undo} onClick={() => void undo(props.entry.change)}>
            {t('undo')}
          </Button>
        </Show>
      </div>
    </div>
  )
}

/** Fields that the entry's kind implies. */
const QUIET = new Set(['archivedAt', 'deletedAt'])
