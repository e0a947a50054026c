import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { Index, Show } from 'solid-js'
import { type Action, type ActionOf, HOWS } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { FilterBuilder } from '../../../parts/filter/builder.tsx'
import { Pick, PickMany } from '../../../parts/pick/pick.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Labelled } from '../controls/boxes.tsx'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'

type Assign = ActionOf<'assign'>

interface How {
  how: (typeof HOWS)[number]
  people: string[]
  by?: string | null | undefined
}

/** To whom: all of these, in turn, whoever has the least, or by rules with a last resort. */
export function AssignForm(props: { around: Around; action: Assign; onChange: (action: Action) => void }) {
  const first = () => props.around.people.slice(0, 1).map(({ id }) => id)
  const rules = () => ('rules' in props.action ? props.action : null)
  const plain = () => ('rules' in props.action ? null : props.action)
  function choose(how: string): void {
    const people = plain()?.people ?? rules()?.otherwise?.people ?? first()
    if (how !== 'rules') props.onChange({ do: 'assign', how: how as How['how'], people })
    else
      props.onChange({
        do: 'assign',
        rules: [{ filter: { and: [] }, how: 'all', people }],
        otherwise: { how: plain()?.how ?? 'roundRobin', people },
      })
  }
  const setRules = (part: object) => props.onChange({ ...rules()!, ...part } as Action)
  return (
    <>
      <Pick
        label={say('how')}
        value={rules() ? 'rules' : plain()!.how}
        options={[...HOWS, 'rules' as const].map((id) => ({ id, name: say(`how.${id}`) }))}
        onChange={choose}
      />
      <Show when={plain()}>
        {(how) => (
          <WhoForm around={props.around} how={how()} onChange={(next) => props.onChange({ do: 'assign', ...next })} />
        )}
      </Show>
      <Show when={rules()}>
        {(action) => (
          <div class={css.branch} data-wide="">
            <Index each={action().rules}>
              {(rule, i) => (
                <fieldset class={css.rule} aria-label={say('rule', { n: i + 1 })}>
                  <FilterBuilder
                    compact
                    project={props.around.project}
                    filter={rule().filter}
                    onChange={(filter) =>
                      setRules({
                        rules: action().rules.map((one, index) =>
                          index === i ? { ...one, filter: filter ?? { and: [] } } : one,
                        ),
                      })
                    }
                  />
                  <span class={css.row}>
                    <HowForm
                      around={props.around}
                      how={rule()}
                      onChange={(how) =>
                        setRules({
                          rules: action().rules.map((one, index) =>
                            index === i ? { filter: one.filter, ...how } : one,
                          ),
                        })
                      }
                    />
                    <Button
                      variant="icon"
                      size="small"
                      disabled={action().rules.length === 1}
                      aria-label={say('removeRule', { n: i + 1 })}
                      onClick={() => setRules({ rules: action().rules.filter((_, index) => index !== i) })}
                    >
                      <Trash size={14} />
                    </Button>
                  </span>
                </fieldset>
              )}
            </Index>
            <Button
              variant="plain"
              size="small"
              onClick={() =>
                setRules({ rules: [...action().rules, { filter: { and: [] }, how: 'all', people: first() }] })
              }
            >
              <Plus size={14} />
              {say('addRule')}
            </Button>
            <span class={css.row}>
              <span class={css.word}>{say('otherwise')}</span>
              <HowForm
                around={props.around}
                how={action().otherwise ?? { how: 'roundRobin', people: [] }}
                onChange={(otherwise) => setRules({ otherwise })}
              />
            </span>
          </div>
        )}
      </Show>
    </>
  )
}

function HowForm(props: { around: Around; how: How; onChange: (how: How) => void }) {
  return (
    <span class={css.form}>
      <Pick
        label={say('how')}
        value={props.how.how}
        options={HOWS.map((id) => ({ id, name: say(`how.${id}`) }))}
        onChange={(how) => props.onChange({ how: how as How['how'], people: props.how.people })}
      />
      <WhoForm {...props} />
    </span>
  )
}

/** Whom, and of the least loaded by what that is measured. */
function WhoForm(props: { around: Around; how: How; onChange: (how: How) => void }) {
  const currentHow = (): How => ({
    how: props.how.how,
    people: props.how.people,
    ...(props.how.by && { by: props.how.by }),
  })
  const sums = () =>
    props.around.project.fields.filter(({ type, result }) => ['number', 'money'].includes(kindOf(result?.type ?? type)))
  return (
    <>
      <PickMany
        label={say('people')}
        values={props.how.people}
        options={props.around.people}
        gone={say('gone.person')}
        onChange={(people) => props.onChange({ ...currentHow(), people })}
      />
      <Show when={props.how.how === 'leastLoaded'}>
        <Labelled label={say('by')}>
          <Pick
            label={say('by')}
            value={props.how.by ?? ''}
            options={sums()}
            gone={say('gone.field')}
            none={say('byRecords')}
            onChange={(by) => {
              const { by: _, ...rest } = currentHow()
              props.onChange(by ? { ...rest, by } : rest)
            }}
          />
        </Labelled>
      </Show>
    </>
  )
}
