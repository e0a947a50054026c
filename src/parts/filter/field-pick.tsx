import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createEffect, createMemo, createSignal, type JSX, on } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { type Choice, Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { TypeIcon } from '../values/type-icon.tsx'
import css from './filter.module.css'
import { home, type Subject, subjectNamed, subjectsAt, type Way, waysBeyond, waysFrom } from './subjects.ts'

interface Props {
  project: ProjectAnswer
  label: string
  /** what is chosen, by its name */
  value?: string
  /** what the trigger says where nothing is chosen */
  none?: string
  trigger: JSX.Element
  class?: string
  /** what is offered; everything unless said */
  fits?: (subject: Subject) => boolean
  pick: (subject: Subject) => void
  /** where the focus goes after that, instead of back to the trigger */
  after?: () => void
}

/** A field of the project, a built-in, or (following a reference) one of another project's: "Customer › Country". */
export function FieldPick(props: Props) {
  const [open, setOpen] = createSignal(false)
  const [text, setText] = createSignal('')
  let picked = false
  const [way, setWay] = createSignal<Way | null>(null)
  const at = () => way() ?? home(props.project)
  createEffect(
    on(open, () => {
      setText('')
      setWay(null)
    }),
  )
  const fitting = (subjects: Subject[]) => (props.fits ? subjects.filter(props.fits) : subjects)
  const choices = createMemo((): Choice[] => {
    if (!open()) return []
    const words = text().toLocaleLowerCase().split(/\s+/).filter(Boolean)
    const ways = waysFrom(at())
    const near = fitting(subjectsAt(at())).map(asChoice)
    if (words.length === 0) return [...near, ...ways.map(asWay)]
    const far = waysBeyond(at()).flatMap((one) => fitting(subjectsAt(one)).map(asChoice))
    const all = [...near, ...far].filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)))
    // What begins so is meant before what merely holds it.
    const first = (one: Choice) => (one.name.toLocaleLowerCase().startsWith(words[0]!) ? 0 : 1)
    return all.sort((a, b) => first(a) - first(b)).slice(0, 60)
  })

  const shown = () => (props.value ? (subjectNamed(props.project, props.value)?.label ?? props.value) : props.none)

  function pick(choice: Choice): void {
    setText('')
    const onward = waysFrom(at()).find((one) => one.prefix === choice.id)
    if (onward) return void setWay(onward)
    const subject = subjectNamed(props.project, choice.id)
    picked = true
    setOpen(false)
    if (subject) props.pick(subject)
  }

  return (
    <Popover
      label={props.label}
      {...(shown() ? { value: shown()! } : {})}
      {...(props.class ? { class: props.class } : { size: 'small' as const })}
      open={open()}
      onOpenChange={setOpen}
      onCloseAutoFocus={(event) => {
        if (!picked || !props.after) return
        picked = false
        event.preventDefault()
        props.after()
      }}
      trigger={props.trigger}
    >
      <Picker
        label={way() ? `${way()!.label}…` : t('filter.findField')}
        choices={choices()}
        chosen={props.value ? [props.value] : []}
        note={t('picker.nothing')}
        search={setText}
        pick={pick}
      />
    </Popover>
  )
}

const asChoice = (subject: Subject): Choice => ({
  id: subject.name,
  name: subject.label,
  show: (
    <span class={css.choice}>
      <TypeIcon type={subject.type} />
      <span>{subject.label}</span>
    </span>
  ),
})

const asWay = (way: Way): Choice => ({
  id: way.prefix,
  name: way.label,
  show: (
    <span class={css.choice}>
      <TypeIcon type="reference" />
      <span>{way.label.replace(/ › $/, '')} …</span>
    </span>
  ),
  end: <ChevronRight size={14} />,
})
