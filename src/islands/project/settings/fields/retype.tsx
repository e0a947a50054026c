import { createEffect, createResource, Show } from 'solid-js'
import { api } from '../../../../client/api.ts'
import { errorMessage } from '../../../../client/error-message.ts'
import { latestValue } from '../../../../client/latest-value.ts'
import type { FieldAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import { typeName } from '../../../../parts/field-types/index.ts'
import { Switch } from '../../../../widgets/switch.tsx'
import type { Draft } from './draft.ts'
import { IncompatibleValues, type Preview } from './incompatible-values.tsx'
import css from './retype.module.css'

interface Props {
  field: FieldAnswer
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  allowsEmptying: boolean
  onAllowEmptying: (allowed: boolean) => void
}

/** A preview of what a change of type does to the stored values. */
export function Retype(props: Props) {
  const request = () => JSON.stringify({ type: props.draft.type, config: props.draft.config })
  const [answer] = createResource(request, async (body) => {
    try {
      return { preview: await api<Preview>('POST', `/api/fields/${props.field.id}/retype/preview`, JSON.parse(body)) }
    } catch (error) {
      return { problem: await errorMessage(error) }
    }
  })
  const preview = () => latestValue(answer)?.preview
  // Options proposed from the values are applied to the draft once; later edits are the person's.
  createEffect(() => {
    const options = preview()?.config.options
    if (options && props.draft.config.options === undefined && preview()?.type === props.draft.type)
      props.onChange({ config: { ...props.draft.config, options } })
  })
  return (
    <section class={css.retype} aria-label={t('fields.changeType')} aria-busy={answer.loading}>
      <h3 class={css.title}>
        {t('fields.retype', { from: typeName(props.field.type), to: typeName(props.draft.type) })}
      </h3>
      <Show when={latestValue(answer)?.problem}>
        {(problem) => (
          <p class={css.problem} role="alert">
            {problem()}
          </p>
        )}
      </Show>
      <Show when={preview()} fallback={<Show when={answer.loading}>{t('fields.retypeReading')}</Show>}>
        {(currentPreview) => (
          <>
            <p role="status" data-misfits={currentPreview().misfits > 0 ? '' : undefined} class={css.said}>
              {currentPreview().records === 0
                ? t('fields.retypeNone')
                : currentPreview().misfits === 0
                  ? t('fields.retypeAll', { count: currentPreview().records })
                  : t('fields.retypeSome', { fit: currentPreview().converts, count: currentPreview().records })}
            </p>
            <Show when={currentPreview().misfits > 0}>
              <Switch
                label={t('fields.retypeEmpty')}
                hint={t('fields.retypeUndo')}
                on={props.allowsEmptying}
                onChange={props.onAllowEmptying}
              />
              <IncompatibleValues
                name={props.field.name}
                examples={currentPreview().examples}
                hasMore={currentPreview().misfits > currentPreview().examples.length}
              />
            </Show>
          </>
        )}
      </Show>
    </section>
  )
}
