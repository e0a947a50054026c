import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { Index } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { toast } from '../../../client/toasts.ts'
import { ACTIONS, type Action, type ActionKind, DEEPEST } from '../../../core/api/automation/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { t } from '../../../i18n/index.ts'
import { focusNext } from '../../../parts/focus-next.ts'
import { MenuButton } from '../../../parts/menu-button.tsx'
import { Button } from '../../../widgets/button.tsx'
import { ProblemText } from '../editor/problem-text.tsx'
import type { Problems } from '../editor/problems.ts'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'
import { ActionForm } from './action-form.tsx'
import { newAction } from './new-action.ts'

interface Props {
  around: Around
  actions: readonly Action[]
  /** where they stand in what is sent: `actions`, `actions.2.then` */
  path: string
  problems: Problems
  depth?: number
  onChange: (actions: Action[]) => void
}

/** Steps in their order; each can be changed, moved and taken out. */
export function ActionList(props: Props) {
  let list!: HTMLOListElement
  const depth = () => props.depth ?? 0
  const replace = (index: number, action: Action) =>
    props.onChange(props.actions.map((one, i) => (i === index ? action : one)))
  const kinds = () => ACTIONS.filter((kind) => kind !== 'branch' || depth() < DEEPEST)
  const name = (i: number) => ({ n: i + 1 })
  const step = (index: number) => list.children[index]
  const tool = (index: number, which: string) =>
    step(index)?.querySelector(`:scope > [data-step] > [data-tools] [data-tool="${which}"]:not(:disabled)`)

  function add(kind: ActionKind): void {
    const index = props.actions.length
    props.onChange([...props.actions, newAction(kind, props.around)])
    focusNext(() => step(index)?.querySelector('select, input, textarea, button'))
  }
  function move(index: number, by: 1 | -1): void {
    const moved = [...props.actions]
    moved.splice(index + by, 0, ...moved.splice(index, 1))
    props.onChange(moved)
    const [same, other] = by < 0 ? ['up', 'down'] : ['down', 'up']
    focusNext(() => tool(index + by, same) ?? tool(index + by, other))
  }
  function remove(index: number): void {
    const removed = structuredClone(unwrap(props.actions[index]!))
    props.onChange(props.actions.filter((_, i) => i !== index))
    focusNext(
      () =>
        tool(Math.min(index, props.actions.length - 1), 'remove') ??
        list.querySelector(':scope > li:last-child button'),
    )
    const putBack = () => {
      if (!list.isConnected) return
      props.onChange(props.actions.toSpliced(index, 0, removed))
      focusNext(() => tool(index, 'remove'))
    }
    toast({ kind: 'done', text: say('removedAction', name(index)), action: { label: t('undo'), onClick: putBack } })
  }

  return (
    <ol class={css.steps} ref={list}>
      <Index each={props.actions}>
        {(action, i) => (
          <li class={css.step} data-place={`${props.path}.${i}`}>
            <div class={css.row} data-step="">
              <ActionForm
                around={props.around}
                action={action()}
                steps={(side, actions, onChange) => (
                  <ActionList
                    around={props.around}
                    actions={actions}
                    path={`${props.path}.${i}.${side}`}
                    problems={props.problems}
                    depth={depth() + 1}
                    onChange={onChange}
                  />
                )}
                onChange={(next) => replace(i, next)}
              />
              <span class={css.tools} data-tools="">
                <Button
                  variant="icon"
                  size="small"
                  data-tool="up"
                  disabled={i === 0}
                  aria-label={say('up', name(i))}
                  onClick={() => move(i, -1)}
                >
                  <ArrowUp size={14} />
                </Button>
                <Button
                  variant="icon"
                  size="small"
                  data-tool="down"
                  disabled={i === props.actions.length - 1}
                  aria-label={say('down', name(i))}
                  onClick={() => move(i, 1)}
                >
                  <ArrowDown size={14} />
                </Button>
                <Button
                  variant="icon"
                  size="small"
                  data-tool="remove"
                  aria-label={say('removeAction', name(i))}
                  onClick={() => remove(i)}
                >
                  <Trash size={14} />
                </Button>
              </span>
            </div>
            <ProblemText texts={props.problems.at(`${props.path}.${i}`)} />
          </li>
        )}
      </Index>
      <li>
        <MenuButton
          label={say('addAction')}
          variant="plain"
          size="small"
          trigger={
            <>
              <Plus size={14} />
              {say('addAction')}
            </>
          }
          items={kinds().map((kind) => ({ label: say(`do.${kind}`), onSelect: () => add(kind) }))}
        />
      </li>
    </ol>
  )
}
