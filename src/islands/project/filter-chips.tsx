import { Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { FilterChips } from '../../parts/filter/chips.tsx'
import { givenFilter, refusedFilter, setGivenFilter } from './filter.ts'
import { showMenu } from './open-menu.ts'

export default function Chips(props: { project: ProjectAnswer }) {
  return (
    <Show when={givenFilter()}>
      {(filter) => (
        <FilterChips
          project={props.project}
          filter={filter()}
          edit={(at) => showMenu('filter', at)}
          change={setGivenFilter}
          refused={refusedFilter() !== null}
        />
      )}
    </Show>
  )
}
