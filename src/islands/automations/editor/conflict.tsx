import { Show } from 'solid-js'
import { useMe } from '../../../client/workspace.ts'
import type { AutomationAnswer } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { draftOf } from '../definition.ts'
import { type Around, describeMarked } from '../sentence/describe.ts'
import { Sentence } from '../sentence/sentence.tsx'
import css from './editor.module.css'

/** Somebody has saved another version than the one that this draft began with: theirs, or one's own. */
export function Conflict(props: {
  theirs: AutomationAnswer
  around: Around
  onTheirs: () => void
  onMine: () => void
}) {
  const me = useMe()
  const who = () => props.theirs.changedBy
  const isMe = () => who() !== null && who()?.id === me.data?.person.id
  return (
    <div class={css.asked} role="alert" data-conflict="">
      <strong>
        {isMe() ? say('changedByMe') : say('changedMeanwhile', { who: who()?.name ?? t('change.somebody') })}
      </strong>
      <Show when={draftOf(props.theirs)}>
        {(draft) => (
          <p>
            {props.theirs.name}: <Sentence text={describeMarked(draft(), props.around)} />
          </p>
        )}
      </Show>
      <span class={css.choices}>
        <Button size="small" onClick={() => props.onTheirs()}>
          {say('takeTheirs')}
        </Button>
        <Button size="small" onClick={() => props.onMine()}>
          {say('keepMine')}
        </Button>
      </span>
    </div>
  )
}
