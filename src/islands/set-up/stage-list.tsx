import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import type { SetStoreFunction } from 'solid-js/store'
import { LIST_KINDS, type ListKind } from '../../core/model/entities.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import css from './set-up.module.css'
import { MANY, PROBABILITY, type Stage } from './stages.ts'

export function StageList(props: { stages: Stage[]; set: SetStoreFunction<Stage[]> }) {
  const remove = (removedIndex: number) => props.set(props.stages.filter((_, index) => index !== removedIndex))
  return (
    <div class={css.stages}>
      <For each={props.stages}>
        {(stage, index) => (
          <div class={css.stage}>
            <input
              class={css.stageName}
              value={stage.name}
              required
              maxlength={80}
              aria-label={t('setUp.stageName', { at: index() + 1 })}
              onInput={(event) => props.set(index(), 'name', event.currentTarget.value)}
            />
            <select
              class={css.stageKind}
              aria-label={t('setUp.stageKind', { at: index() + 1 })}
              onChange={(event) => {
                const kind = event.currentTarget.value as ListKind
                props.set(index(), { kind, probability: PROBABILITY[kind] })
              }}
            >
              <For each={LIST_KINDS}>
                {(kind) => (
                  <option value={kind} selected={kind === stage.kind}>
                    {t(`kind.${kind}`)}
                  </option>
                )}
              </For>
            </select>
            <Button
              variant="icon"
              size="small"
              disabled={props.stages.length === 1}
              aria-label={t('setUp.stageRemove', { name: stage.name })}
              onClick={() => remove(index())}
            >
              <X size={16} />
            </Button>
          </div>
        )}
      </For>
      <Button
        variant="plain"
        size="small"
        onClick={() => props.set(props.stages.length, { name: '', kind: 'open', probability: PROBABILITY.open })}
      >
        <Plus size={16} />
        {t('setUp.stageAdd')}
      </Button>
      <p class={css.gentle} role="status">
        <Show when={props.stages.length > MANY}>{t('setUp.manyStages')}</Show>
      </p>
    </div>
  )
}
