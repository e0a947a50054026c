import { api } from '../../../../client/api.ts'
import { toastUndo } from '../../../../client/changes/undo-toast.ts'
import { toastError } from '../../../../client/error-message.ts'
import { refetchAll } from '../../../../client/records/events.ts'
import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import css from './field-list.module.css'

/** The head of a section; renaming it changes the section of all its fields. */
export function SectionHead(props: { project: ProjectAnswer; name: string; ids: string[] }) {
  async function rename(input: HTMLInputElement): Promise<void> {
    const section = input.value.trim()
    if (section === props.name) return
    const changes: string[] = []
    try {
      for (const id of [...props.ids]) {
        changes.push((await api<{ change: string }>('PATCH', `/api/fields/${id}`, { section })).change)
      }
    } catch (error) {
      await toastError(error)
    }
    if (changes.length > 0) toastUndo(t('settings.saved'), changes)
    await refetchAll()
  }
  return (
    <input
      class={css.section}
      value={props.name}
      placeholder={t('fields.noSection')}
      maxlength={100}
      aria-label={t('fields.sectionRename', { name: props.name || t('fields.noSection') })}
      onChange={(event) => void rename(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        else if (event.key === 'Escape') event.currentTarget.value = props.name
      }}
    />
  )
}
