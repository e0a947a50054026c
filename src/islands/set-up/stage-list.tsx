import GripVertical from 'lucide-solid/icons/grip-vertical'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Show, untrack } from 'solid-js'
import type { SetStoreFunction } from 'solid-js/store'
import { reorder } from '../../client/reorder.ts'
import { LIST_KINDS, type ListKind } from '../../core/model/entities.ts'
import { t } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import { createReorder } from '../project/settings/fields/reorder.ts'
import css from './stage-list.module.css'
import { areNine, MANY, newStage, PROBABILITY, type Stage } from './stages.ts'

interface Props {
  stages: Stage[]
  set: SetStoreFunction<Stage[]>
}

/** The steps of a sale, folded until somebody wants to change them. */
export function StageList(props: Props) {
  const changedBefore = untrack(() => !areNine(props.stages))
  const count = () =>
    areNine(props.stages) ? sayLater('setUp.nine') : sayLater('setUp.steps', { count: props.stages.length })
  return (
    <details
      class={css.fold}
      open={changedBefore}
      ref={(fold) => {
        // A step without a name is shown where it is asked for.
        fold.addEventListener('invalid', () => (fold.open = true), true)
      }}
    >
      <summary class={css.summary}>
        <span class={css.count}>
          {count()}
          <span class={css.change}> · {sayLater('setUp.change')}</span>
        </span>
        <span class={css.names}>{props.stages.map(({ name }) => name).join(' → ')}</span>
      </summary>
      <Stages {...props} />
    </details>
  )
}

function Stages(props: Props) {
  const order = createReorder(
    () => props.stages.map(({ id }) => id),
    (id, position) => props.set(reorder(props.stages, (stage) => stage.id, id, position)),
  )
  return (
    <div class={css.stages} data-lines>
      <For each={props.stages}>
        {(stage, index) => (
          <div class={css.stage} {...order.line(stage.id)}>
            <button
              type="button"
              class={css.handle}
              aria-label={sayLater('setUp.moveStage', { name: stage.name })}
              {...order.handle(stage.id)}
            >
              <GripVertical size={14} />
            </button>
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
              onClick={() => props.set(props.stages.filter(({ id }) => id !== stage.id))}
            >
              <X size={16} />
            </Button>
          </div>
        )}
      </For>
      <Button variant="plain" size="small" onClick={() => props.set(props.stages.length, newStage('', 'open'))}>
        <Plus size={16} />
        {t('setUp.stageAdd')}
      </Button>
      <p class={css.gentle} role="status">
        <Show when={props.stages.length > MANY}>{t('setUp.manyStages')}</Show>
      </p>
    </div>
  )
}
