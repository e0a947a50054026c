import X from 'lucide-solid/icons/x'
import { Switch as Choose, createSignal, Match, Show } from 'solid-js'
import { trackLatestValue } from '../../../../client/latest-value.ts'
import { usePeople } from '../../../../client/workspace.ts'
import type { FieldAnswer, ProjectAnswer } from '../../../../core/api/answers.ts'
import type { Json } from '../../../../core/model/json.ts'
import { t } from '../../../../i18n/index.ts'
import { widgetOf } from '../../../../parts/field-types/index.ts'
import { editorOf } from '../../../../parts/values/editors/editing.ts'
import FieldEditor from '../../../../parts/values/editors/field-editor.tsx'
import { previewValue } from '../../../../parts/values/save-value.ts'
import { ShowValue } from '../../../../parts/values/show-value.tsx'
import { Stars } from '../../../../parts/values/stars.tsx'
import { Button } from '../../../../widgets/button.tsx'
import { Switch } from '../../../../widgets/switch.tsx'
import { defaultText, isWord, ME, shownDefault, TODAY } from './default-text.ts'
import type { Draft } from './draft.ts'
import css from './form.module.css'
import { Problem } from './problem.tsx'
import type { Problems } from './save-field.ts'

interface Props {
  project: ProjectAnswer
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  problems: Problems
}

const WORDS = { today: TODAY, me: ME }

/** What a new record begins with, edited by the type's own editor; a day may be "today", a person "me". */
export function DefaultValue(props: Props) {
  const [editing, setEditing] = createSignal(false)
  const loadedPeople = trackLatestValue(usePeople())
  const people = () => loadedPeople() ?? []
  let button: HTMLButtonElement | undefined
  const field = (): FieldAnswer => ({ ...props.draft, id: 'default', name: t('fields.default') })
  const editor = () => editorOf(field())
  const relativeWord = () => {
    const { defaultWord } = widgetOf(props.draft.type)
    return defaultWord && WORDS[defaultWord]
  }
  const byWord = () => isWord(props.draft.default)
  const display = () => (byWord() ? null : shownDefault(field(), props.draft.default, people()))
  const empty = () => display() === null || (Array.isArray(display()) && (display() as Json[]).length === 0)

  async function save(value: Json, display?: Json): Promise<string | undefined> {
    const preview = display === undefined ? await previewValue(field(), value) : { display: display }
    if ('problem' in preview) return preview.problem
    const none = Array.isArray(preview.display) && preview.display.length === 0
    props.onChange({ default: none ? null : preview.display })
    return undefined
  }

  function close(): void {
    setEditing(false)
    queueMicrotask(() => document.activeElement === document.body && button?.focus())
  }

  return (
    <Choose
      fallback={
        <div class={css.group}>
          <span class={css.label}>{t('fields.default')}</span>
          <Show
            when={!editing()}
            fallback={
              // Esc cancels the edit; it must not close the panel.
              // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the editor inside
              <div onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}>
                <FieldEditor project={props.project} field={field()} value={display()} onSave={save} onClose={close} />
              </div>
            }
          >
            <div class={css.default}>
              <Show
                when={!empty()}
                fallback={
                  <span class={byWord() ? undefined : css.nothing}>
                    {byWord() ? defaultText(field(), props.draft.default, people()) : t('fields.defaultNone')}
                  </span>
                }
              >
                <ShowValue field={field()} value={display()} compact />
              </Show>
              <button
                ref={button}
                type="button"
                class={css.edit}
                aria-label={t('fields.defaultSet')}
                onClick={() => setEditing(true)}
              />
            </div>
          </Show>
          <div class={css.row}>
            <Show when={relativeWord()}>
              {(word) => (
                <Button
                  variant="plain"
                  size="small"
                  aria-pressed={byWord()}
                  onClick={() => props.onChange({ default: byWord() ? null : word() })}
                >
                  {t(word() === TODAY ? 'fields.defaultToday' : 'fields.defaultMe')}
                </Button>
              )}
            </Show>
            <Show
              when={props.draft.default !== null}
              fallback={<span class={css.hint}>{t('fields.defaultHint')}</span>}
            >
              <Button variant="plain" size="small" onClick={() => props.onChange({ default: null })}>
                <X size={12} />
                {t('fields.defaultClear')}
              </Button>
            </Show>
          </div>
          <Problem text={props.problems.default} />
        </div>
      }
    >
      <Match when={editor() === 'toggle'}>
        <Switch
          label={t('fields.default')}
          hint={t('fields.defaultHint')}
          on={props.draft.default === true}
          problem={props.problems.default}
          onChange={(on) => props.onChange({ default: on ? true : null })}
        />
      </Match>
      <Match when={editor() === 'stars'}>
        <div class={css.group}>
          <span class={css.label}>{t('fields.default')}</span>
          <Stars
            label={t('fields.default')}
            max={Number(props.draft.config.max ?? 5)}
            value={props.draft.default as number | null}
            onChange={(rating) => props.onChange({ default: rating })}
          />
        </div>
      </Match>
    </Choose>
  )
}
