import { For, Show } from 'solid-js'
import { api } from '../../../../client/api.ts'
import { toastUndo } from '../../../../client/changes/undo-toast.ts'
import { toastError } from '../../../../client/error-message.ts'
import { ago, instant } from '../../../../client/format.ts'
import { refetchAll } from '../../../../client/records/events.ts'
import type { FieldAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import { typeName } from '../../../../parts/field-types/index.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import { Button } from '../../../../widgets/button.tsx'
import css from './deleted-fields.module.css'
import type { EarlierType } from './field-usage.ts'

/** Fields whose type was changed keep their previous values, and can be changed back. */
export function EarlierTypes(props: { earlier: EarlierType[]; fields: FieldAnswer[] }) {
  const described = () =>
    props.earlier.flatMap((earlierType) => {
      const field = props.fields.find(({ id }) => id === earlierType.field)
      return field ? [{ ...earlierType, name: field.name }] : []
    })
  async function bringBack({ change, name, type }: EarlierType & { name: string }): Promise<void> {
    try {
      const undoAnswer = await api<{ change: string }>('POST', `/api/changes/${change}/undo`, {})
      toastUndo(t('fields.typeBack', { name, type: typeName(type) }), undoAnswer.change)
      await refetchAll()
    } catch (error) {
      await toastError(error)
    }
  }
  return (
    <Show when={described().length > 0}>
      <details class={css.deleted}>
        <summary>
          {t('fields.earlier')} <span class={css.count}>{described().length}</span>
        </summary>
        <p class={css.soft}>{t('fields.earlierText')}</p>
        <ul aria-label={t('fields.earlier')}>
          <For each={described()}>
            {(item) => (
              <li class={css.gone}>
                <span class={css.icon}>
                  <TypeIcon type={item.type} />
                </span>
                <span class={css.goneName}>{item.name}</span>
                <span class={css.type} title={instant(item.until)}>
                  {t('fields.wasType', { type: typeName(item.type), ago: ago(item.until) })}
                </span>
                <Button
                  size="small"
                  aria-label={t('fields.typeBackOf', { name: item.name, type: typeName(item.type) })}
                  onClick={() => void bringBack(item)}
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
