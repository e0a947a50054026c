import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { allPages } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import * as format from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import type { ProjectAnswer, TagAnswer, Total } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { sumField } from '../../parts/field-types/primary-fields.ts'
import { Dot } from '../../widgets/chip.tsx'
import { isTagChosen, toggleTag } from './filter.ts'
import css from './tag-bar.module.css'

interface TagSum extends TagAnswer {
  count: number
  totals: Total[]
}

/** Which service sells most: every tag with its count and sum, one click filters (M10). */
export function TagBar(props: { project: ProjectAnswer }) {
  const sum = () => sumField(props.project)?.id
  const tags = useQuery(
    () => ({
      queryKey: ['tags', props.project.id, sum()],
      queryFn: () => allPages<TagSum>(`/api/projects/${props.project.id}/tags${sum() ? `?sum=${sum()}` : ''}`, 'tags'),
    }),
    () => cache,
  )
  const answers = trackLatestValue(tags)
  const sums = (id: string) => answers()?.find((tag) => tag.id === id)
  const money = (id: string, form: typeof format.money) =>
    (sums(id)?.totals ?? [])
      .filter((total) => total.op === 'sum')
      .map((total) => form(total.value, total.currency))
      .join(' · ')
  return (
    <Show when={props.project.parts.tags && props.project.tags.length > 0}>
      <ul class={css.bar} aria-label={t('tags.label')}>
        <For each={props.project.tags}>
          {(tag) => (
            <li>
              <button
                type="button"
                class={css.tag}
                aria-pressed={isTagChosen(tag.id)}
                title={`${tag.name}\n${t('tags.sum', { count: sums(tag.id)?.count ?? 0, sum: money(tag.id, format.money) })}`}
                onClick={() => toggleTag(tag.id)}
              >
                <Dot color={tag.color} />
                <span class={css.name}>{tag.name}</span>
                <span class={css.count}>{format.number(sums(tag.id)?.count ?? 0)}</span>
                <Show when={money(tag.id, format.moneyShort)}>
                  {(short) => <span class={css.count}>{short()}</span>}
                </Show>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
