import { createSignal, Show } from 'solid-js'
import { saveRecord } from '../../client/records.ts'
import type { RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { AreaEditor } from '../../parts/values/area-editor.tsx'
import css from './description.module.css'

export function Description(props: { record: RecordAnswer; canEdit: boolean }) {
  const [editing, setEditing] = createSignal(false)
  return (
    <section class={css.description} aria-label={t('record.description')}>
      <h2 class={css.heading}>{t('record.description')}</h2>
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
                onClick={() => setEditing(true)}
              />
            </Show>
          </div>
        }
      >
        <AreaEditor
          label={t('record.description')}
          value={props.record.description}
          onClose={() => setEditing(false)}
          onSave={async (value) => {
            const description = String(value ?? '')
            if (description !== props.record.description)
              await saveRecord(props.record, { description }, { description })
            return undefined
          }}
        />
        <p class={css.hint}>{t('record.markdown')}</p>
      </Show>
    </section>
  )
}
