import { Match, Switch } from 'solid-js'
import { say } from '../../../i18n/automation-words.ts'
import { widgetOf } from '../../../parts/field-types/index.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { FieldChoice } from '../controls/field-choice.tsx'
import { TemplateBox, templateName } from '../controls/template-box.tsx'
import { ValueBox } from '../controls/value-box.tsx'
import type { Around } from '../sentence/describe.ts'

/** A text that is one place and nothing else: the value that stands there. */
const PLACE = /^\{([^{}]*)\}$/

export const isText = ({ kind, type }: Subject): boolean => kind === 'text' && !widgetOf(type).choices

const WAYS = ['value', 'field', 'formula'] as const
type Way = (typeof WAYS)[number]

/** What a field gets: a value, what stands in a field of the record that set it off, or what a formula says. */
export function GivenValue(props: {
  around: Around
  /** what gets it; of another project, where a record of that is made */
  subject: Subject
  value: unknown
  formula?: string | undefined
  /** absent where no formula can be said */
  onFormula?: (formula: string) => void
  onChange: (value: unknown) => void
}) {
  const place = () => (typeof props.value === 'string' ? PLACE.exec(props.value)?.[1] : undefined)
  const way = (): Way => {
    if (props.formula !== undefined) return 'formula'
    return !isText(props.subject) && place() !== undefined ? 'field' : 'value'
  }
  const ways = () =>
    WAYS.filter((one) => (one === 'formula' ? props.onFormula : one === 'value' || !isText(props.subject)))
  const first = () => (props.subject.kind === 'boolean' ? true : null)
  function choose(next: string): void {
    if (next === 'formula') props.onFormula!('')
    else props.onChange(next === 'field' ? '{}' : isText(props.subject) ? '' : first())
  }
  return (
    <>
      {ways().length > 1 && (
        <Pick
          label={`${say('as')}: ${props.subject.label}`}
          value={way()}
          options={ways().map((id) => ({ id, name: say(`as.${id}`) }))}
          onChange={choose}
        />
      )}
      <Switch
        fallback={
          <ValueBox
            names={props.around.names}
            label={`${say('value')}: ${props.subject.label}`}
            subject={props.subject}
            value={props.value}
            onChange={(value) => props.onChange(value ?? null)}
          />
        }
      >
        <Match when={way() === 'formula'}>
          <TemplateBox
            project={props.around.project}
            label={say('formula')}
            value={props.formula!}
            rows={1}
            onChange={(formula) => props.onFormula!(formula)}
          />
        </Match>
        <Match when={way() === 'field'}>
          <FieldChoice
            project={props.around.project}
            label={say('field')}
            value={place() || undefined}
            onSelect={(name) => props.onChange(`{${templateName(props.around.project, name)}}`)}
          />
        </Match>
        <Match when={isText(props.subject)}>
          <TemplateBox
            project={props.around.project}
            label={`${say('value')}: ${props.subject.label}`}
            value={String(props.value ?? '')}
            rows={1}
            onChange={props.onChange}
          />
        </Match>
      </Switch>
    </>
  )
}
