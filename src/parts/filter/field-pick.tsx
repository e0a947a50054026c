import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createEffect, createMemo, createSignal, type JSX, on } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Popover } from '../../widgets/overlay/popover.tsx'
import { type Choice, Picker } from '../../widgets/picker.tsx'
import { TypeIcon } from '../values/type-icon.tsx'
import css from './filter.module.css'
import type { Subject } from './subject.ts'
import { pathsBeyond, pathsFrom, type ReferencePath, rootPath, subjectNamed, subjectsAt } from './subjects.ts'

interface Props {
  project: ProjectAnswer
  label: string
  /** the name of the selected subject */
  value?: string
  /** what the trigger says where nothing is chosen */
  none?: string
  trigger: JSX.Element
  class?: string
  /** limits the offered subjects; default: all */
  accepts?: (subject: Subject) => boolean
  onSelect: (subject: Subject) => void
  /** moves the focus after closing, instead of back to the trigger */
  onClosed?: () => void
}

/** A field of the project, a built-in, or (following a reference) one of another project's: "Customer › Country". */
export function FieldPick(props: Props) {
  const [open, setOpen] = createSignal(false)
  const [text, setText] = createSignal('')
  let selected = false
  const [path, setPath] = createSignal<ReferencePath | null>(null)
  const currentPath = () => path() ?? rootPath(props.project)
  createEffect(
    on(open, () => {
      setText('')
      setPath(null)
    }),
  )
  const fitting = (subjects: Subject[]) => (props.accepts ? subjects.filter(props.accepts) : subjects)
  const choices = createMemo((): Choice[] => {
    if (!open()) return []
    const words = text().toLocaleLowerCase().split(/\s+/).filter(Boolean)
    const ways = pathsFrom(currentPath())
    const directChoices = fitting(subjectsAt(currentPath())).map(subjectChoice)
    if (words.length === 0) return [...directChoices, ...ways.map(pathChoice)]
    const referencedChoices = pathsBeyond(currentPath()).flatMap((path) => fitting(subjectsAt(path)).map(subjectChoice))
    const matching = [...directChoices, ...referencedChoices].filter(({ name }) =>
      words.every((word) => name.toLocaleLowerCase().includes(word)),
    )
    // Names that start with the text come before names that contain it.
    const rank = (choice: Choice) => (choice.name.toLocaleLowerCase().startsWith(words[0]!) ? 0 : 1)
    return matching.sort((a, b) => rank(a) - rank(b)).slice(0, 60)
  })

  const label = () =>
    props.value ? (subjectNamed(props.project, props.value)?.label ?? t('filter.unknownField')) : props.none

  function pick(choice: Choice): void {
    setText('')
    const nextPath = pathsFrom(currentPath()).find((path) => path.prefix === choice.id)
    if (nextPath) return void setPath(nextPath)
    const subject = subjectNamed(props.project, choice.id)
    selected = true
    setOpen(false)
    if (subject) props.onSelect(subject)
  }

  return (
    <Popover
      label={props.label}
      {...(label() ? { value: label()! } : {})}
      {...(props.class ? { class: props.class } : { size: 'small' as const })}
      open={open()}
      onOpenChange={setOpen}
      onCloseAutoFocus={(event) => {
        if (!selected || !props.onClosed) return
        selected = false
        event.preventDefault()
        props.onClosed()
      }}
      trigger={props.trigger}
    >
      <Picker
        label={path() ? `${path()!.label}…` : t('filter.findField')}
        choices={choices()}
        selected={props.value ? [props.value] : []}
        emptyText={t('picker.nothing')}
        onSearch={setText}
        onSelect={pick}
      />
    </Popover>
  )
}

const subjectChoice = (subject: Subject): Choice => ({
  id: subject.name,
  name: subject.label,
  show: (
    <span class={css.choice}>
      <TypeIcon type={subject.type} />
      <span>{subject.label}</span>
    </span>
  ),
})

const pathChoice = (path: ReferencePath): Choice => ({
  id: path.prefix,
  name: path.label,
  show: (
    <span class={css.choice}>
      <TypeIcon type="reference" />
      <span>{path.label.replace(/ › $/, '')} …</span>
    </span>
  ),
  end: <ChevronRight size={14} />,
})
