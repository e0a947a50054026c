import { For, Show } from 'solid-js'
import { t } from '../../i18n/index.ts'
import { Avatar } from '../../widgets/avatar.tsx'
import { usePeopleNames } from '../people-names.ts'
import css from './present.module.css'

const MOST = 3

/** The people of these ids, who have a record open now. */
export default function PresentPeople(props: { people: string[]; onCard: boolean }) {
  const names = usePeopleNames(() => props.people)
  const label = () => t('presence.here', { count: names().length, names: names().join(', ') })
  return (
    <Show when={names().length > 0}>
      <span
        class={css.present}
        data-on-card={props.onCard ? '' : undefined}
        role="img"
        aria-label={label()}
        title={label()}
      >
        <For each={names().slice(0, MOST)}>{(name) => <Avatar small decorative name={name} />}</For>
        <Show when={names().length > MOST}>
          <span class={css.more}>+{names().length - MOST}</span>
        </Show>
      </span>
    </Show>
  )
}
