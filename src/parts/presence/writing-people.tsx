import { Show } from 'solid-js'
import { t } from '../../i18n/index.ts'
import { usePeopleNames } from '../people-names.ts'
import css from './present.module.css'

/** The people of these ids, who are writing now. */
export default function WritingPeople(props: { people: string[] }) {
  const names = usePeopleNames(() => props.people)
  return (
    <Show when={names().length > 0}>
      <span class={css.writing} role="status">
        {t('presence.writing', { count: names().length, names: names().join(', ') })}
      </span>
    </Show>
  )
}
