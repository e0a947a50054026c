import { Key } from '@solid-primitives/keyed'
import { createMemo, For, Show } from 'solid-js'
import { mutateSettings } from '../../../client/mutate-settings.ts'
import type { ListAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { freeColor, LIST_KINDS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { patchItem } from './change-item.ts'
import { AddRow, ItemRow } from './item-row.tsx'
import css from './settings.module.css'

/** More columns than this hide the big picture (M5). */
const MANY = 12

export function ListSettings(props: { project: ProjectAnswer }) {
  const lists = () => props.project.lists
  const set = (item: ListAnswer, part: object) =>
    void patchItem({ project: props.project, collection: 'lists', item }, part)
  const parseWholeNumber = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null)
  return (
    <>
      <ul class={css.lines}>
        <Key each={lists()} by="id">
          {(list) => {
            // As in ItemRow: a refetch must not overwrite what is being typed.
            const probability = createMemo(() => list().probability)
            const stale = createMemo(() => list().staleAfterDays ?? '')
            return (
              <ItemRow project={props.project} collection="lists" item={list()}>
                <select
                  class={css.small}
                  aria-label={t('settings.kindOf', { name: list().name })}
                  onChange={(event) => set(list(), { kind: event.currentTarget.value })}
                >
                  <For each={LIST_KINDS}>
                    {(kind) => (
                      <option value={kind} selected={kind === list().kind}>
                        {t(`kind.${kind}`)}
                      </option>
                    )}
                  </For>
                </select>
                <label class={css.figure} title={t('settings.probability')}>
                  <input
                    inputmode="numeric"
                    value={probability()}
                    aria-label={t('settings.probabilityOf', { name: list().name })}
                    onChange={(event) => {
                      const next = parseWholeNumber(event.currentTarget.value)
                      if (next === null || next > 100) event.currentTarget.value = String(list().probability)
                      else set(list(), { probability: next })
                    }}
                  />
                  %
                </label>
                <label class={css.figure} title={t('settings.stale')}>
                  <input
                    inputmode="numeric"
                    value={stale()}
                    placeholder="–"
                    aria-label={t('settings.staleOf', { name: list().name })}
                    onChange={(event) => {
                      const staleAfterDays = parseWholeNumber(event.currentTarget.value)
                      set(list(), { staleAfterDays: staleAfterDays || null })
                    }}
                  />
                  {t('settings.days')}
                </label>
              </ItemRow>
            )
          }}
        </Key>
      </ul>
      <AddRow
        label={t('settings.newList')}
        onAdd={(name) =>
          mutateSettings('POST', `/api/projects/${props.project.id}/lists`, {
            name,
            color: freeColor(lists()),
          })
        }
      />
      <Show when={lists().length > MANY}>
        <p class={css.gentle}>{t('setUp.manyStages')}</p>
      </Show>
    </>
  )
}
