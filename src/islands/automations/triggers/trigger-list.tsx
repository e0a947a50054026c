import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { Index, Show } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { toast } from '../../../client/toasts.ts'
import type { Trigger } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { t } from '../../../i18n/index.ts'
import { focusNext } from '../../../parts/focus-next.ts'
import { Button } from '../../../widgets/button.tsx'
import { ProblemText } from '../editor/problem-text.tsx'
import type { Problems } from '../editor/problems.ts'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'
import { newTrigger } from './new-trigger.ts'
import { TriggerForm } from './trigger-form.tsx'

/** What sets it off: any of these. */
export function TriggerList(props: {
  around: Around
  triggers: readonly Trigger[]
  problems: Problems
  onChange: (triggers: Trigger[]) => void
}) {
  let list!: HTMLUListElement
  const focusOn = (index: number) => focusNext(() => list.children[index]?.querySelector('select'))
  function add(): void {
    props.onChange([...props.triggers, newTrigger('moved', props.around.project)])
    focusOn(props.triggers.length - 1)
  }
  function remove(index: number): void {
    const removed = structuredClone(unwrap(props.triggers[index]!))
    props.onChange(props.triggers.filter((_, i) => i !== index))
    focusOn(Math.min(index, props.triggers.length - 1))
    const putBack = () => {
      if (!list.isConnected) return
      props.onChange(props.triggers.toSpliced(index, 0, removed))
      focusOn(index)
    }
    toast({ kind: 'done', text: say('removedTrigger'), action: { label: t('undo'), onClick: putBack } })
  }
  return (
    <>
      <ul class={css.steps} ref={list}>
        <Index each={props.triggers}>
          {(trigger, i) => (
            <li class={css.step} data-place={`triggers.${i}`}>
              <div class={css.row}>
                <div class={css.form}>
                  <Show when={i > 0}>
                    <span class={css.word}>{say('or')}</span>
                  </Show>
                  <TriggerForm
                    around={props.around}
                    project={props.around.project}
                    trigger={trigger()}
                    onChange={(next) => props.onChange(props.triggers.map((one, index) => (index === i ? next : one)))}
                  />
                </div>
                <Show when={props.triggers.length > 1}>
                  <span class={css.tools}>
                    <Button variant="icon" size="small" aria-label={say('removeTrigger')} onClick={() => remove(i)}>
                      <Trash size={14} />
                    </Button>
                  </span>
                </Show>
              </div>
              <ProblemText texts={props.problems.at(`triggers.${i}`)} />
            </li>
          )}
        </Index>
      </ul>
      <div>
        <Button variant="plain" size="small" onClick={add}>
          <Plus size={14} />
          {say('addTrigger')}
        </Button>
      </div>
    </>
  )
}
