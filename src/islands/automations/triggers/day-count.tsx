import { say } from '../../../i18n/automation-words.ts'
import { Check, Labelled, TextBox } from '../controls/boxes.tsx'
import css from '../controls/controls.module.css'

/** At which time, and which days count. */
export function DayCount(props: {
  /** what it comes at where no time is said */
  otherwise: string
  trigger: { at?: string | undefined; workingDays?: boolean | undefined }
  onChange: (part: object) => void
}) {
  return (
    <>
      <Labelled label={say('at')}>
        <TextBox
          input="time"
          label={say('at')}
          value={props.trigger.at ?? ''}
          onChange={(time) => props.onChange({ at: time === '' ? undefined : time })}
        />
        {props.trigger.at ? '' : <span class={css.label}>{props.otherwise}</span>}
      </Labelled>
      <Check
        label={say('workingDays')}
        checked={props.trigger.workingDays ?? false}
        onChange={(workingDays) => props.onChange({ workingDays: workingDays || undefined })}
      />
    </>
  )
}
