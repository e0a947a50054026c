import { Key } from '@solid-primitives/keyed'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createMemo, createUniqueId, For, type JSX, Show } from 'solid-js'
import { persisted } from '../../client/persisted.ts'
import type { ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { loadPickers } from '../../parts/values/editors/field-editor.tsx'
import { BuiltInFields } from './built-in-fields.tsx'
import css from './field-list.module.css'
import { FieldRow } from './field-row.tsx'

interface Props {
  record: RecordAnswer
  project: ProjectAnswer
  canEdit: boolean
}

/** The fields in their sections; which are closed, and whether hidden ones are shown, this browser remembers. */
export function FieldList(props: Props) {
  const [closed, setClosed] = persisted<string[]>(`sections.${props.project.id}`, [])
  const [showsHidden, setShowsHidden] = persisted(`hidden.${props.project.id}`, false)
  const hidden = () => props.project.fields.filter((field) => field.hidden).length
  const groups = createMemo(() =>
    Map.groupBy(
      props.project.fields.filter((field) => showsHidden() || !field.hidden),
      (field) => field.section,
    ),
  )
  const namedSections = () => [...groups().keys()].filter((section) => section !== '')
  const onToggle = (section: string) =>
    setClosed(
      closed().includes(section)
        ? closed().filter((closedSection) => closedSection !== section)
        : [...closed(), section],
    )
  /** Keyed by id: a refetch with new objects must not re-create the editor in use. */
  const rows = (section: string) => (
    <Key each={groups().get(section)} by="id">
      {(field) => <FieldRow {...props} field={field()} />}
    </Key>
  )
  return (
    <div class={css.list} onPointerEnter={loadPickers} onFocusIn={loadPickers}>
      <dl class={css.fields}>
        {rows('')}
        <BuiltInFields {...props} />
      </dl>
      <For each={namedSections()}>
        {(section) => (
          <Section name={section} open={!closed().includes(section)} onToggle={() => onToggle(section)}>
            <dl class={css.fields}>{rows(section)}</dl>
          </Section>
        )}
      </For>
      <Show when={hidden() > 0}>
        <button
          type="button"
          class={css.more}
          aria-pressed={showsHidden()}
          onClick={() => setShowsHidden(!showsHidden())}
        >
          {showsHidden() ? t('record.lessHidden') : t('record.showHidden', { count: hidden() })}
        </button>
      </Show>
    </div>
  )
}

function Section(props: { name: string; open: boolean; onToggle: () => void; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section aria-label={t('record.section', { name: props.name })}>
      <h2 class={css.heading}>
        <button type="button" class={css.toggle} aria-expanded={props.open} aria-controls={id} onClick={props.onToggle}>
          <ChevronRight size={14} class={css.chevron} />
          {props.name}
        </button>
      </h2>
      <div id={id} hidden={!props.open}>
        <Show when={props.open}>{props.children}</Show>
      </div>
    </section>
  )
}
