import { Show, Suspense } from 'solid-js'
import { presentAt } from '../../client/live/presence.ts'
import { lazyPart } from '../lazy-part.tsx'

// Most of the time nobody else is there. Each waits within bounds of its own: what it stands in would leave the page with it, and an
// editor that loses the focus by that stores what is half typed.
const PresentPeople = lazyPart(() => import('./present-people.tsx'))
const WritingPeople = lazyPart(() => import('./writing-people.tsx'))

/** Who else has that record open. `onCard`: in its corner, small. */
export function Present(props: { record: string; onCard?: boolean }) {
  return (
    <Show when={presentAt(props.record).length > 0}>
      <Suspense>
        <PresentPeople people={presentAt(props.record).map(({ person }) => person)} onCard={props.onCard ?? false} />
      </Suspense>
    </Show>
  )
}

/** “Sokha is writing…”: who else edits that field of the record. */
export function Writing(props: { record: string; field: string }) {
  const people = () => presentAt(props.record).flatMap(({ person, field }) => (field === props.field ? person : []))
  return (
    <Show when={people().length > 0}>
      <Suspense>
        <WritingPeople people={people()} />
      </Suspense>
    </Show>
  )
}
