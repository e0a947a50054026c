import Check from 'lucide-solid/icons/check'
import Lock from 'lucide-solid/icons/lock'
import Pencil from 'lucide-solid/icons/pencil'
import { createSignal, createUniqueId, type JSX, Match, onCleanup, Show, Switch } from 'solid-js'
import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { isPressed, isReadOnly } from '../../parts/field-types/index.ts'
import { Writing } from '../../parts/presence/present.tsx'
import { editorOf, isTyped, type Refused } from '../../parts/values/editors/editing.ts'
import FieldEditor from '../../parts/values/editors/field-editor.tsx'
import { FilesEditor } from '../../parts/values/editors/files-editor.tsx'
import { tellNotKept } from '../../parts/values/editors/keep-typed.ts'
import { saveValue } from '../../parts/values/save-value.ts'
import { ShowValue } from '../../parts/values/show-value.tsx'
import { Stars } from '../../parts/values/stars.tsx'
import { typedText } from '../../parts/values/text-of.ts'
import { TypeIcon } from '../../parts/values/type-icon.tsx'
import { Hint } from '../../widgets/hint.tsx'
import css from './field-row.module.css'
import { PressButton } from './press-button.tsx'

interface Props {
  record: RecordAnswer
  project: ProjectAnswer
  field: FieldAnswer
  canEdit: boolean
}

/** Label left, value right, edited in place: click or Enter begins, Enter or leaving saves, Esc leaves it as it was. */
export function FieldRow(props: Props) {
  const [editing, setEditing] = createSignal(false)
  const [saved, setSaved] = createSignal(false)
  const [refused, setRefused] = createSignal<Refused>()
  const editor = () => editorOf(props.field)
  const value = () => props.record.values[props.field.id] ?? null
  const empty = () => value() === null || (Array.isArray(value()) && (value() as Json[]).length === 0)
  let button: HTMLButtonElement | undefined
  let timer: ReturnType<typeof setTimeout>
  let isGone = false
  onCleanup(() => {
    clearTimeout(timer)
    isGone = true
  })

  /** What was typed into a record that is gone by now stays in its editor. */
  const save = async (value: Json, display?: Json) =>
    props.canEdit
      ? saveValue(props.record, props.field, value, display, tick, isTyped(editor()) ? reopen(value) : undefined)
      : t('record.unsaved')

  let saves = 0
  /** Where the value that was given last is refused, its editor is open again with it. */
  function reopen(typed: Json): (message: string) => void {
    saves += 1
    const save = saves
    const { field } = props
    return (message) => {
      if (save !== saves) return
      if (isGone) return tellNotKept(field.name, typedText(field, typed), message)
      setRefused({ typed, message })
      setEditing(true)
    }
  }

  function tick(): void {
    setSaved(true)
    clearTimeout(timer)
    timer = setTimeout(() => setSaved(false), 1600)
  }

  function close(): void {
    setEditing(false)
    setRefused(undefined)
    queueMicrotask(() => document.activeElement === document.body && button?.focus())
  }

  return (
    <Row
      label={props.field.name}
      help={props.field.help}
      required={props.field.required}
      saved={saved()}
      note={<Writing record={props.record.id} field={props.field.id} />}
    >
      <Switch
        fallback={
          <Show
            when={editing()}
            fallback={
              <div class={css.value} data-editable={props.canEdit && editor() !== 'none' ? '' : undefined}>
                <Show
                  when={!empty()}
                  fallback={
                    <span class={css.empty} data-empty>
                      {props.canEdit && editor() !== 'none' ? t('value.add') : '–'}
                    </span>
                  }
                >
                  <ShowValue field={props.field} value={value()} />
                </Show>
                <Show when={isReadOnly(props.field.type)}>
                  <span class={css.lock} title={t('value.readOnly')}>
                    <TypeIcon type={props.field.type} size={13} />
                    <span class="hidden-text">{t('value.readOnly')}</span>
                  </span>
                </Show>
                <Show when={props.canEdit && props.field.fixed && !isReadOnly(props.field.type)}>
                  <span class={css.lock} title={t('value.fixed')}>
                    <Lock size={13} />
                    <span class="hidden-text">{t('value.fixed')}</span>
                  </span>
                </Show>
                <Show when={props.canEdit && editor() !== 'none'}>
                  <button
                    ref={button}
                    type="button"
                    class={css.edit}
                    aria-label={t('value.edit', { name: props.field.name })}
                    onClick={() => setEditing(true)}
                  >
                    <Pencil size={13} />
                  </button>
                </Show>
              </div>
            }
          >
            <FieldEditor
              record={props.record}
              project={props.project}
              field={props.field}
              value={value()}
              refused={refused()}
              onSave={save}
              onKeep={(record, value, onRefused) =>
                saveValue(record, props.field, value, undefined, undefined, onRefused)
              }
              onClose={close}
            />
          </Show>
        }
      >
        <Match when={isPressed(props.field.type)}>
          <div class={css.press}>
            <PressButton record={props.record} field={props.field} canEdit={props.canEdit} />
          </div>
        </Match>
        <Match when={editor() === 'files'}>
          <FilesEditor record={props.record} field={props.field} mayEdit={props.canEdit && !props.field.fixed} />
        </Match>
        <Match when={editor() === 'stars' && props.canEdit}>
          <Stars
            label={props.field.name}
            max={Number(props.field.config.max ?? 5)}
            value={value() as number | null}
            onChange={(rating) => void save(rating, rating)}
          />
        </Match>
        <Match when={editor() === 'toggle' && props.canEdit}>
          <input
            type="checkbox"
            class={css.checkbox}
            checked={value() === true}
            aria-label={props.field.name}
            onChange={(event) => void save(event.currentTarget.checked, event.currentTarget.checked)}
          />
        </Match>
      </Switch>
    </Row>
  )
}

/** A labelled row of the record, with a tick after saving. */
export function Row(props: {
  label: string
  help?: string
  required?: boolean
  saved?: boolean
  /** below the label */
  note?: JSX.Element
  children: JSX.Element
}) {
  const id = createUniqueId()
  return (
    <div class={css.row}>
      <dt class={css.label} id={id}>
        {props.label}
        <Show when={props.required}>
          <span class={css.required} role="img" aria-label={t('fields.required')} title={t('fields.required')} />
        </Show>
        <Show when={props.help}>{(help) => <Hint label={t('value.help', { name: props.label })} text={help()} />}</Show>
        {props.note}
      </dt>
      <dd class={css.place}>
        {props.children}
        <span class={css.tick} role="status">
          <Show when={props.saved}>
            <Check size={14} />
            <span class="hidden-text">{t('value.saved')}</span>
          </Show>
        </span>
      </dd>
    </div>
  )
}
