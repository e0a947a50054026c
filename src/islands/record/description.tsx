import { createSignal, onCleanup, Show } from 'solid-js'
import { beginEdit } from '../../client/changes/edit-base.ts'
import { saveRecord } from '../../client/records/save.ts'
import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { Writing } from '../../parts/presence/present.tsx'
import { AreaEditor } from '../../parts/values/editors/area-editor.tsx'
import { keepTyped } from '../../parts/values/editors/keep-typed.ts'
import css from './description.module.css'

export function Description(props: { record: RecordAnswer; canEdit: boolean }) {
  const [editing, setEditing] = createSignal(false)
  let begun = ''
  let release = () => {}

  function begin(): void {
    begun = props.record.description
    release = beginEdit(props.record, 'description', begun)
    setEditing(true)
  }

  function end(): void {
    release()
    setEditing(false)
  }
  onCleanup(() => release())

  async function save(record: RecordAnswer, value: Json, onRefused?: (message: string) => void): Promise<undefined> {
    const description = String(value ?? '')
    if (description === begun) return
    const wording = { name: t('record.description'), text: String }
    await saveRecord(record, { description }, { description }, wording, onRefused)
  }

  return (
    <section class={css.description} aria-label={t('record.description')}>
      <h2 class={css.heading}>{t('record.description')}</h2>
      <Writing record={props.record.id} field="description" />
      <Show
        when={editing()}
        fallback={
          <div class={css.text} data-editable={props.canEdit ? '' : undefined}>
            <Show when={props.record.description} fallback={<p class={css.empty}>{t('record.describe')}</p>}>
              <Markdown text={props.record.description} />
            </Show>
            <Show when={props.canEdit}>
              <button
                type="button"
                class={css.edit}
                aria-label={t('value.edit', { name: t('record.description') })}
                onClick={begin}
              />
            </Show>
          </div>
        }
      >
        <AreaEditor
          label={t('record.description')}
          value={props.record.description}
          onClose={end}
          onSave={(value) => save(props.record, value)}
          onRemoved={keepTyped(props.record.id, 'description', t('record.description'), save)}
        />
        <p class={css.hint}>{t('record.markdown')}</p>
      </Show>
    </section>
  )
}
