import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import { say } from '../../../i18n/automation-words.ts'
import { SelectField } from '../../../widgets/field.tsx'
import { ProblemText } from './problem-text.tsx'

/** With whose rights it acts: somebody's who is here. */
export function OwnerPick(props: {
  now: { id: string; name: string } | null
  chosen: string
  problems: readonly string[]
  onChange: (person: string) => void
}) {
  const people = trackLatestValue(usePeople())
  const options = () => [
    ...(props.now ? [props.now] : [{ id: '', name: say('choose') }]),
    ...(people() ?? []).filter(({ state, id }) => state === 'active' && id !== props.now?.id),
  ]
  return (
    <div data-place="owner">
      <SelectField
        label={say('ownerLabel')}
        hint={say('ownerHint')}
        value={props.chosen || (props.now?.id ?? '')}
        options={options()}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <ProblemText texts={props.problems} />
    </div>
  )
}
