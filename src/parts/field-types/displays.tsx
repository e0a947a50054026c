import Paperclip from 'lucide-solid/icons/paperclip'
import Square from 'lucide-solid/icons/square'
import SquareCheck from 'lucide-solid/icons/square-check'
import { type Component, For, type JSX, Show } from 'solid-js'
import * as format from '../../client/format.ts'
import type { FileAnswer, Named } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Avatar } from '../../widgets/avatar.tsx'
import { Chip } from '../../widgets/chip.tsx'
import { optionColor } from '../values/options.ts'
import css from '../values/show-value.module.css'
import { Stars } from '../values/stars.tsx'
import type { DisplayName, DisplayProps } from './contract.ts'
import { widgetOf } from './index.ts'

/** The value as a list; empty if it isn't one. */
const listOf = <T,>(value: DisplayProps['value']): T[] => (Array.isArray(value) ? (value as T[]) : [])

const Row = (props: { children: JSX.Element }) => <span class={css.row}>{props.children}</span>

const Text = (props: DisplayProps) => <span class={css.text}>{props.text}</span>

const Figure = (props: DisplayProps) => <span class={css.figure}>{props.text}</span>

const PersonValue = (props: { name: string }) => (
  <span class={css.person}>
    <Avatar small decorative name={props.name} />
    <span>{props.name}</span>
  </span>
)

const Option = (props: DisplayProps) => (
  <Show when={props.value} fallback={<Text {...props} />}>
    <Chip name={props.text} color={optionColor(props.field, (props.value as unknown as Named).id)} />
  </Show>
)

const Options = (props: DisplayProps) => (
  <Row>
    <For each={listOf<Named>(props.value)}>
      {(option) => <Chip name={option.name} color={optionColor(props.field, option.id)} />}
    </For>
  </Row>
)

const Person = (props: DisplayProps) => (
  <Show when={props.value as unknown as Named | null} fallback={<Text {...props} />}>
    {(person) => <PersonValue name={person().name} />}
  </Show>
)

const People = (props: DisplayProps) => (
  <Row>
    <For each={listOf<Named>(props.value)}>{(person) => <PersonValue name={person.name} />}</For>
  </Row>
)

const Records = (props: DisplayProps) => (
  <Row>
    <For each={listOf<{ id: string; title: string }>(props.value)}>
      {(link) => (
        <a class={css.link} href={`/p/${props.field.config.project}/r/${link.id}`} tabindex={props.compact ? -1 : 0}>
          {link.title}
        </a>
      )}
    </For>
  </Row>
)

const Files = (props: DisplayProps) => (
  <Row>
    <For each={listOf<FileAnswer>(props.value)}>
      {(file) => (
        <span class={css.person} title={`${file.name}, ${format.fileSize(file.size)}`}>
          <Paperclip size={14} />
          {file.name}
        </span>
      )}
    </For>
  </Row>
)

/** Each as its own type shows it: what linked records have there. */
const Members = (props: DisplayProps) => (
  <Show when={props.field.result} fallback={<Text {...props} />}>
    <Row>
      <For each={listOf<NonNullable<DisplayProps['value']>>(props.value)}>{(member) => props.member(member)}</For>
    </Row>
  </Show>
)

const Rated = (props: DisplayProps) => (
  <Show when={props.value} fallback={<Text {...props} />}>
    <Stars label={props.field.name} max={Number(props.field.config.max ?? 5)} value={props.value as number} />
  </Show>
)

const CheckboxValue = (props: DisplayProps) => (
  <>
    <Show when={props.value} fallback={<Square size={16} class={css.off} />}>
      <SquareCheck size={16} class={css.on} />
    </Show>
    <span class="hidden-text">{props.value ? t('yes') : t('no')}</span>
  </>
)

const LongText = (props: DisplayProps) => <span class={props.compact ? css.text : css.long}>{props.text}</span>

/** A duration, marked when it exceeds the field's target. */
function Duration(props: DisplayProps) {
  const isOver = () => {
    const target = Number(props.field.config.target ?? 0)
    return target > 0 && Number(props.value) > target && target
  }
  return (
    <Show when={isOver()} fallback={<Figure {...props} />}>
      {(target) => (
        <span class={css.late} title={t('value.late', { target: format.duration(target()) })}>
          {props.text}
          <span class="hidden-text">{t('value.late', { target: format.duration(target()) })}</span>
        </span>
      )}
    </Show>
  )
}

/** A link in a new tab; plain text if the value has no URL. */
function Link(props: DisplayProps) {
  const widget = () => widgetOf(props.field.type)
  const href = () => (typeof props.value === 'string' && props.value !== '' ? widget().href?.(props.value) : undefined)
  return (
    <Show when={href()} fallback={<Text {...props} />}>
      {(href) => (
        <a class={css.link} href={href()} target="_blank" rel="noreferrer noopener" tabindex={props.compact ? -1 : 0}>
          {props.compact ? (widget().briefText?.(props.text) ?? props.text) : props.text}
        </a>
      )}
    </Show>
  )
}

/** A component for each way that a type may name. */
export const DISPLAYS: Record<DisplayName, Component<DisplayProps>> = {
  text: Text,
  figure: Figure,
  long: LongText,
  link: Link,
  option: Option,
  options: Options,
  person: Person,
  people: People,
  records: Records,
  files: Files,
  members: Members,
  stars: Rated,
  tick: CheckboxValue,
  span: Duration,
}
