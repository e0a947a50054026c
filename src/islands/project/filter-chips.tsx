import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { FilterChips } from '../../parts/filter/chips.tsx'
import { Button } from '../../widgets/button.tsx'
import { Chip } from '../../widgets/chip.tsx'
import { isTagChosen, refusedFilter, setUrlFilter, toggleTag, urlFilter } from './filter.ts'
import { showMenu } from './menus/open-menu.ts'
import { showsTagStrip } from './tag-sums.ts'

export default function Chips(props: { project: ProjectAnswer }) {
  const tags = () => (showsTagStrip(props.project) ? [] : props.project.tags.filter(({ id }) => isTagChosen(id)))
  return (
    <>
      <For each={tags()}>
        {(tag) => (
          <Button
            variant="plain"
            size="small"
            aria-label={t('filter.drop', { what: tag.name })}
            title={t('filter.drop', { what: tag.name })}
            onClick={() => toggleTag(tag.id)}
          >
            <Chip name={tag.name} color={tag.color} />
            <X size={14} />
          </Button>
        )}
      </For>
      <Show when={urlFilter()}>
        {(filter) => (
          <FilterChips
            project={props.project}
            filter={filter()}
            onEdit={(index) => showMenu('filter', index)}
            onChange={setUrlFilter}
            invalid={refusedFilter() !== null}
          />
        )}
      </Show>
    </>
  )
}
