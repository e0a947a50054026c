import { createSignal, For, Show } from 'solid-js'
import { api } from '../../../../../client/api.ts'
import { toastUndo } from '../../../../../client/changes/undo-toast.ts'
import { toastError } from '../../../../../client/error-message.ts'
import { list as listed } from '../../../../../client/format.ts'
import { refetchAll } from '../../../../../client/records/events.ts'
import type { FieldAnswer } from '../../../../../core/api/answers.ts'
import { t } from '../../../../../i18n/index.ts'
import { type OptionAnswer, optionsOf } from '../../../../../parts/values/options.ts'
import { Button } from '../../../../../widgets/button.tsx'
import css from '../form.module.css'
import optionsCss from './options.module.css'

/** Merges options: records with any of them get the target. Unsaved options can't be merged. */
export function MergeOptions(props: {
  field: FieldAnswer
  options: OptionAnswer[]
  onMerged: (removedIds: string[]) => void
}) {
  const [targetId, setTargetId] = createSignal('')
  const target = () => props.options.find(({ id }) => id === targetId()) ?? props.options[0]!
  const areStored = () => props.options.every(({ id }) => optionsOf(props.field).some((option) => option.id === id))

  async function merge(): Promise<void> {
    const from = props.options.filter(({ id }) => id !== target().id)
    const ids = from.map(({ id }) => id)
    try {
      const path = `/api/fields/${props.field.id}/options/merge`
      const { change } = await api<{ change: string }>('POST', path, { from: ids, into: target().id })
      toastUndo(t('fields.merged', { from: listed(from.map(({ name }) => name)), into: target().name }), change)
      props.onMerged(ids)
      await refetchAll()
    } catch (error) {
      await toastError(error)
    }
  }

  return (
    <div class={optionsCss.merge}>
      <Show when={areStored()} fallback={<p class={css.hint}>{t('fields.mergeFirst')}</p>}>
        <span>{t('fields.merge', { count: props.options.length })}</span>
        <span>{t('fields.mergeInto')}</span>
        <select
          class={css.select}
          aria-label={t('fields.mergeInto')}
          onChange={(event) => setTargetId(event.currentTarget.value)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.id} selected={option.id === target().id}>
                {option.name}
              </option>
            )}
          </For>
        </select>
        <Button onClick={() => void merge()}>{t('fields.mergeGo')}</Button>
        <span class={css.hint}>{t('fields.mergeHint')}</span>
      </Show>
    </div>
  )
}
