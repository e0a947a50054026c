import { createSignal, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { toastError } from '../../client/error-message.ts'
import { ago, day, instant } from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { saveRecord, toggleMember } from '../../client/records/save.ts'
import { mayEdit, refreshProjects, usePeople } from '../../client/workspace.ts'
import type { Named, ProjectAnswer, RecordAnswer, TagAnswer } from '../../core/api/answers.ts'
import { freeColor } from '../../core/model/entities.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { PopoverButton } from '../../parts/popover-button.tsx'
import { DayEditor } from '../../parts/values/editors/day-editor.tsx'
import { keepTyped } from '../../parts/values/editors/keep-typed.ts'
import { Avatar } from '../../widgets/avatar.tsx'
import { Chip } from '../../widgets/chip.tsx'
import { Picker } from '../../widgets/picker.tsx'
import css from './built-in-fields.module.css'
import { Row } from './field-row.tsx'

/** What every record has, as far as its project keeps it on: tags, assignees, due date; and when it was made. */
export function BuiltInFields(props: { record: RecordAnswer; project: ProjectAnswer; canEdit: boolean }) {
  return (
    <>
      <Show when={props.project.parts.tags}>
        <Tags {...props} />
      </Show>
      <Show when={props.project.parts.assignees}>
        <Assignees {...props} />
      </Show>
      <Show when={props.project.parts.due}>
        <Due {...props} />
      </Show>
      <Row label={t('record.createdAt')}>
        <Show when={props.record.createdAt}>
          {(createdAt) => (
            <span class={css.plain} title={instant(createdAt())}>
              {ago(createdAt())}
              <Show when={props.record.createdBy}>{(creator) => <>, {creator().name}</>}</Show>
            </span>
          )}
        </Show>
      </Row>
      <Show when={props.record.closedAt}>
        {(createdAt) => (
          <Row label={t('record.closedAt')}>
            <span class={css.plain}>{instant(createdAt())}</span>
          </Row>
        )}
      </Show>
    </>
  )
}

const namesOf = (people: Named[]): string => people.map((person) => person.name).join(' ')

function Tags(props: { record: RecordAnswer; project: ProjectAnswer; canEdit: boolean }) {
  const color = (id: string) => props.project.tags.find((tag) => tag.id === id)?.color ?? 'grey'
  const list = () => (
    <span class={css.chips}>
      {props.record.tags.map((tag) => (
        <>
          <Chip name={tag.name} color={color(tag.id)} />{' '}
        </>
      ))}
      <Show when={props.record.tags.length === 0 && props.canEdit}>
        <span class={css.empty} data-text={t('value.add')} />
      </Show>
    </span>
  )

  async function create(name: string): Promise<void> {
    try {
      const next = freeColor(props.project.tags)
      const created = await api<{ tag: TagAnswer }>('POST', `/api/projects/${props.project.id}/tags`, {
        name,
        color: next,
      })
      await refreshProjects()
      await toggleMember(props.record, 'tags', created.tag)
    } catch (error) {
      await toastError(error)
    }
  }

  return (
    <Row label={t('tags.label')}>
      <Show when={props.canEdit} fallback={<span class={css.plain}>{list()}</span>}>
        <PopoverButton label={t('tags.label')} value={namesOf(props.record.tags)} class={css.trigger!} trigger={list()}>
          <Picker
            label={t('tags.find')}
            choices={props.project.tags.map((tag) => ({
              id: tag.id,
              name: tag.name,
              show: <Chip dot name={tag.name} color={tag.color} />,
            }))}
            selected={props.record.tags.map((tag) => tag.id)}
            emptyText={t('tags.none')}
            onSelect={(choice) => void toggleMember(props.record, 'tags', { id: choice.id, name: choice.name })}
            {...(mayEdit(props.project)
              ? {
                  create: {
                    label: (name: string) => t('tags.create', { name }),
                    onCreate: (name: string) => void create(name),
                  },
                }
              : {})}
          />
        </PopoverButton>
      </Show>
    </Row>
  )
}

function Assignees(props: { record: RecordAnswer; canEdit: boolean }) {
  const people = trackLatestValue(usePeople())
  /** deactivated people are listed only if they are assigned already */
  const choices = () =>
    people()?.filter(
      ({ id, state }) => state === 'active' || props.record.assignees.some((assignee) => assignee.id === id),
    ) ?? []
  const list = () => (
    <span class={css.chips}>
      {props.record.assignees.map((person) => (
        <>
          <span class={css.person}>
            <Avatar small decorative name={person.name} />
            <span>{person.name}</span>
          </span>{' '}
        </>
      ))}
      <Show when={props.record.assignees.length === 0 && props.canEdit}>
        <span class={css.empty} data-text={t('value.add')} />
      </Show>
    </span>
  )
  return (
    <Row label={t('record.assignees')}>
      <Show when={props.canEdit} fallback={<span class={css.plain}>{list()}</span>}>
        <PopoverButton
          label={t('record.assignees')}
          value={namesOf(props.record.assignees)}
          class={css.trigger!}
          trigger={list()}
        >
          <Picker
            label={t('search')}
            choices={choices()}
            selected={props.record.assignees.map((person) => person.id)}
            emptyText={t('picker.nothing')}
            onSelect={(choice) => void toggleMember(props.record, 'assignees', { id: choice.id, name: choice.name })}
          />
        </PopoverButton>
      </Show>
    </Row>
  )
}

function Due(props: { record: RecordAnswer; canEdit: boolean }) {
  const [editing, setEditing] = createSignal(false)
  async function save(record: RecordAnswer, due: Json): Promise<undefined> {
    if (due !== record.due) await saveRecord(record, { due }, { due: due as string | null })
  }
  return (
    <Row label={t('record.due')}>
      <Show
        when={editing()}
        fallback={
          <button
            type="button"
            class={css.trigger}
            disabled={!props.canEdit}
            aria-label={
              props.record.due
                ? `${t('record.due')}: ${day(props.record.due)}`
                : t('value.edit', { name: t('record.due') })
            }
            onClick={() => setEditing(true)}
          >
            <Show
              when={props.record.due}
              fallback={<span class={css.empty} data-text={props.canEdit ? t('value.add') : '–'} />}
            >
              {(due) => day(due())}
            </Show>
          </button>
        }
      >
        <DayEditor
          label={t('record.due')}
          withTime={false}
          value={props.record.due}
          onClose={() => setEditing(false)}
          onSave={(due) => save(props.record, due)}
          onRemoved={keepTyped(props.record.id, 'due', t('record.due'), save)}
        />
      </Show>
    </Row>
  )
}
