import { createMemo, createSignal, createUniqueId, For, type JSX, Show, splitProps } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import type { Mentioned } from '../../../core/text/mentions.ts'
import { t } from '../../../i18n/index.ts'
import { Avatar } from '../../../widgets/avatar.tsx'
import surface from '../../../widgets/overlay/surface.module.css'
import { type Mention, mentionAt } from './mention.ts'
import css from './mention-box.module.css'

interface Props extends Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'onInput' | 'onKeyDown'> {
  value: string
  onChange: (text: string) => void
  onMention: (person: Mentioned) => void
  onKeyDown: (event: KeyboardEvent) => void
}

const MOST = 6

/**
 * A text in which @ offers people: ARIA's combobox over a textarea, with the focus staying in the text. Not Kobalte's combobox,
 * whose input is one line and holds nothing but the choice.
 */
export function MentionBox(props: Props) {
  const [local, rest] = splitProps(props, ['value', 'onChange', 'onMention', 'onKeyDown'])
  const id = createUniqueId()
  const people = trackLatestValue(usePeople())
  const [mention, setMention] = createSignal<Mention | null>(null)
  const [highlighted, setHighlighted] = createSignal(0)
  let element!: HTMLTextAreaElement
  const offered = createMemo(() => {
    const wanted = mention()?.text.toLocaleLowerCase()
    if (wanted === undefined) return []
    return (people() ?? [])
      .filter(({ state, name }) => state === 'active' && name.toLocaleLowerCase().includes(wanted))
      .slice(0, MOST)
  })
  const open = () => offered().length > 0

  function look(): void {
    setMention(mentionAt(element.value, element.selectionStart))
    setHighlighted(0)
  }

  function choose(index: number): void {
    const person = offered()[index]
    const current = mention()
    if (!person || !current) return
    element.setRangeText(`@${person.name} `, current.start, element.selectionStart, 'end')
    local.onMention(person)
    local.onChange(element.value)
    setMention(null)
    element.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const isTaken = open() && !event.isComposing && take(event)
    if (isTaken) event.preventDefault()
    else local.onKeyDown(event)
  }

  /** The keys of the open list; returns whether it was one. */
  function take(event: KeyboardEvent): boolean {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setHighlighted((highlighted() + step + offered().length) % offered().length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey) choose(highlighted())
    else if (event.key === 'Escape') {
      setMention(null)
      event.stopPropagation()
    } else return false
    return true
  }

  return (
    <div class={css.box}>
      <textarea
        {...rest}
        ref={element}
        role="combobox"
        aria-expanded={open()}
        aria-controls={`${id}-people`}
        aria-autocomplete="list"
        aria-activedescendant={open() ? `${id}-${highlighted()}` : undefined}
        value={local.value}
        onInput={() => {
          local.onChange(element.value)
          look()
        }}
        onClick={look}
        onBlur={() => setMention(null)}
        onKeyDown={onKeyDown}
      />
      <Show when={open()}>
        <div
          class={`${surface.surface} ${css.people}`}
          id={`${id}-people`}
          role="listbox"
          aria-label={t('comment.people')}
        >
          <For each={offered()}>
            {(person, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text (aria-activedescendant)
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the text's
              <div
                id={`${id}-${index()}`}
                role="option"
                class={surface.item}
                aria-selected={highlighted() === index()}
                data-highlighted={highlighted() === index() ? '' : undefined}
                onPointerMove={() => setHighlighted(index())}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(index())}
              >
                <Avatar small decorative name={person.name} />
                <span class={surface.name}>{person.name}</span>
              </div>
            )}
          </For>
        </div>
      </Show>
    </div>
  )
}
