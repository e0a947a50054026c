import { useQuery } from '@tanstack/solid-query'
import { createEffect, createRoot, createSignal } from 'solid-js'
import { allPages } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import type * as format from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { followNews, PAUSE_FIGURES } from '../../client/live/follow.ts'
import type { ProjectAnswer, TagAnswer, Total } from '../../core/api/answers.ts'
import { sumField } from '../../parts/field-types/primary-fields.ts'
import { persistedChoice } from './persisted-choice.ts'
import { NOTHING } from './shown-news.ts'

interface TagSum extends TagAnswer {
  count: number
  totals: Total[]
}

/** How many records each tag is on, and what they come to. */
export function useTagSums(project: () => ProjectAnswer) {
  const sum = () => sumField(project())?.id
  const tags = useQuery(
    () => ({
      queryKey: ['tags', project().id, sum()],
      queryFn: () => allPages<TagSum>(`/api/projects/${project().id}/tags${sum() ? `?sum=${sum()}` : ''}`, 'tags'),
      enabled: hasTags(project()),
    }),
    () => cache,
  )
  // All of it, since any record may have any tag: at most once a minute.
  followNews({
    concerns: (news) => (news.project === project().id && hasTags(project()) ? null : NOTHING),
    pauseWhole: PAUSE_FIGURES,
    read: async () => void (await tags.refetch({ throwOnError: true })),
  })
  const answers = trackLatestValue(tags)
  createEffect(() => {
    const counts = answers()
    if (counts) areUsed(project().id)[1](counts.some(({ count }) => count > 0))
  })
  const of = (id: string) => answers()?.find((tag) => tag.id === id)
  return {
    count: (id: string) => of(id)?.count ?? 0,
    money: (id: string, form: typeof format.money) =>
      (of(id)?.totals ?? [])
        .filter((total) => total.op === 'sum')
        .map((total) => form(total.value, total.currency))
        .join(' · '),
  }
}

export const hasTags = (project: ProjectAnswer): boolean => project.parts.tags && project.tags.length > 0

/** Whether any record had a tag when this browser looked last: known at once, so that nothing moves down when the figures come. */
const areUsed = (project: string) => persistedChoice(`tagsUsed.${project}`, false)

const MOST_IN_STRIP = 6

const isNarrow = createRoot(() => {
  const query = matchMedia('(width < 720px)')
  const [narrow, setNarrow] = createSignal(query.matches)
  query.addEventListener('change', () => setNarrow(query.matches))
  return narrow
})

/** A few tags that are in use stand in a strip of their own, where there is room; else they are in the filter. */
export const showsTagStrip = (project: ProjectAnswer): boolean =>
  hasTags(project) && project.tags.length <= MOST_IN_STRIP && areUsed(project.id)[0]() && !isNarrow()
