import { For, Show } from 'solid-js'
import { api } from '../../../../client/api.ts'
import { toastUndo } from '../../../../client/changes/undo-toast.ts'
import { toastError } from '../../../../client/error-message.ts'
import { ago, instant } from '../../../../client/format.ts'
import { refetchAll } from '../../../../client/records/events.ts'
import { t } from '../../../../i18n/index.ts'
import { typeName } from '../../../../parts/field-types/index.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import { Button } from '../../../../widgets/button.tsx'
import css from './deleted-fields.module.css'
import type { DeletedField } from './field-usage.ts'

/** Fields that were deleted keep their values, and come back with them. */
export function DeletedFields(props: { deleted: DeletedField[] }) {
  async function restore({ id, name }: DeletedField): Promise<void> {
    try {
      const { change } = await api<{ change: string }>('PUT', `/api/fields/${id}/restore`, {})
      toastUndo(t('fields.restored', { name }), change)
      await refetchAll()
    } catch (error) {
      await toastError(error)
    }
  }
  return (
    <Show when={props.deleted.length > 0}>
      <details class={css.deleted}>
        <summary>
          {t('fields.deleted')} <span class={css.count}>{props.deleted.length}</span>
        </summary>
        <p class={css.soft}>{t('fields.deletedText')}</p>
        <ul aria-label={t('fields.deleted')}>
          <For each={props.deleted}>
            {(field) => (
              <li class={css.gone}>
                <span class={css.icon}>
                  <TypeIcon type={field.type} />
                </span>
                <span class={css.goneName}>{field.name}</span>
                <span class={css.type} title={instant(field.deletedAt)}>
                  {typeName(field.type)}, {t('fields.deletedAgo', { ago: ago(field.deletedAt) })}
                </span>
                <Button
                  size="small"
                  aria-label={t('fields.restoreOf', { name: field.name })}
                  onClick={() => void restore(field)}
                >
                  {t('fields.restore')}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}
