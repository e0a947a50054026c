import { Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { FilterChips } from '../../parts/filter/chips.tsx'
import { refusedFilter, setUrlFilter, urlFilter } from './filter.ts'
import { showMenu } from './open-menu.ts'

export default function Chips(props: { project: ProjectAnswer }) {
  return (
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
  )
}
