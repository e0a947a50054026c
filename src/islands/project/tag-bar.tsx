import { For, Show } from 'solid-js'
import * as format from '../../client/format.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Dot } from '../../widgets/chip.tsx'
import { isTagChosen, toggleTag } from './filter.ts'
import css from './tag-bar.module.css'
import { showsTagStrip, useTagSums } from './tag-sums.ts'

/** Which service sells most: every tag with its count and sum, one click filters (M10). */
export function TagBar(props: { project: ProjectAnswer }) {
  const sums = useTagSums(() => props.project)
  return (
    <Show when={showsTagStrip(props.project)}>
      <TagList project={props.project} sums={sums} />
    </Show>
  )
}

export function TagList(props: { project: ProjectAnswer; sums: ReturnType<typeof useTagSums>; inMenu?: boolean }) {
  const { count, money } = props.sums
  return (
    <ul class={props.inMenu ? css.wrapped : css.bar} aria-label={t('tags.label')}>
      <For each={props.project.tags}>
        {(tag) => (
          <li>
            <button
              type="button"
              class={css.tag}
              aria-pressed={isTagChosen(tag.id)}
              title={`${tag.name}\n${t('tags.sum', { count: count(tag.id), sum: money(tag.id, format.money) })}`}
              onClick={() => toggleTag(tag.id)}
            >
              <Dot color={tag.color} />
              <span class={css.name}>{tag.name}</span>
              <span class={css.count}>{format.number(count(tag.id))}</span>
              <Show when={money(tag.id, format.moneyShort)}>{(short) => <span class={css.count}>{short()}</span>}</Show>
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
