import type { Action, ActionOf, Recipient } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { PickMany } from '../../../parts/pick/pick.tsx'
import { TemplateBox } from '../controls/template-box.tsx'
import { type Around, recipientText } from '../sentence/describe.ts'

/** A recipient as a select's value. */
const keyOf = (to: Recipient): string => (typeof to === 'string' ? to : Object.entries(to)[0]!.join(':'))

/** Whom, and what they read. */
export function NotifyForm(props: { around: Around; action: ActionOf<'notify'>; onChange: (action: Action) => void }) {
  const all = (): Recipient[] => [
    'assignees',
    'creator',
    'involved',
    ...props.around.people.map(({ id }) => ({ person: id })),
    ...props.around.teams.map(({ id }) => ({ team: id })),
    ...props.around.roles.map(({ id }) => ({ role: id })),
  ]
  const options = () => all().map((to) => ({ id: keyOf(to), name: recipientText(to, props.around) }))
  return (
    <>
      <PickMany
        label={say('recipients')}
        values={props.action.to.map(keyOf)}
        options={options()}
        gone={say('gone.person')}
        onChange={(keys) => {
          const to = keys.flatMap((key) => [...all(), ...props.action.to].find((one) => keyOf(one) === key) ?? [])
          props.onChange({ ...props.action, to })
        }}
      />
      <TemplateBox
        project={props.around.project}
        label={say('text')}
        value={props.action.text}
        onChange={(text) => props.onChange({ ...props.action, text })}
      />
    </>
  )
}
