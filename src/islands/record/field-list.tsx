import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createMemo, createUniqueId, For, type JSX, Show } from 'solid-js'
import { persisted } from '../../client/persisted.ts'
import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Built } from './built-in.tsx'
import css from './field-list.module.css'
import { FieldRow } from './field-row.tsx'

interface Props {
  record: RecordAnswer
  project: ProjectAnswer
  edit: boolean
}

/** The fields in their sections; which are closed, and whether hidden ones are shown, this browser remembers. */
export function FieldList(props: Props) {
  const [closed, setClosed] = persisted<string[]>(`sections.${props.project.id}`, [])
  const [all, setAll] = persisted(`hidden.${props.project.id}`, false)
  const hidden = () => props.project.fields.filter((field) => field.hidden).length
  const groups = createMemo(() =>
    Map.groupBy(
      props.project.fields.filter((field) => all() || !field.hidden),
      (field) => field.section,
    ),
  )
  const named = () => [...groups().keys()].filter((section) => section !== '')
  const toggle = (section: string) =>
    setClosed(closed().includes(section) ? closed().filter((one) => one !== section) : [...closed(), section])
  /** By id, so that an answer with new objects leaves what is being edited as it is. */
  const rows = (section: string) => (
    <For each={(groups().get(section) ?? []).map(({ id }) => id)}>
      {(id) => (
        <Show when={props.project.fields.find((one) => one.id === id)}>
          {(field: () => FieldAnswer) => <FieldRow {...props} field={field()} />}
        </Show>
      )}
    </For>
  )
  return (
    <div class={css.list}>
      <dl class={css.fields}>
        {rows('')}
        <Built {...props} />
      </dl>
      <For each={named()}>
        {(section) => (
          <Section name={section} open={!closed().includes(section)} toggle={() => toggle(section)}>
            <dl class={css.fields}>{rows(section)}</dl>
          </Section>
        )}
      </For>
      <Show when={hidden() > 0}>
        <button type="button" class={css.more} aria-pressed={all()} onClick={() => setAll(!all())}>
          {all() ? t('record.lessHidden') : t('record.showHidden', { count: hidden() })}
        </button>
      </Show>
    </div>
  )
}

function Section(props: { name: string; open: boolean; toggle: () => void; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section aria-label={t('record.section', { name: props.name })}>
      <h2 class={css.heading}>
        <button type="button" class={css.toggle} aria-expanded={props.open} aria-controls={id} onClick={props.toggle}>
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
