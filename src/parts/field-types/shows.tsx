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
import type { ShowName, ShowProps } from './contract.ts'
import { widgetOf } from './index.ts'

/** The members of a list, of whatever shape they are; of what isn't one, none. */
const many = <T,>(value: ShowProps['value']): T[] => (Array.isArray(value) ? (value as T[]) : [])

const Row = (props: { children: JSX.Element }) => <span class={css.row}>{props.children}</span>

const Text = (props: ShowProps) => <span class={css.text}>{props.text}</span>

const Figure = (props: ShowProps) => <span class={css.figure}>{props.text}</span>

const Who = (props: { name: string }) => (
  <span class={css.person}>
    <Avatar small beside name={props.name} />
    <span>{props.name}</span>
  </span>
)

const Option = (props: ShowProps) => (
  <Show when={props.value} fallback={<Text {...props} />}>
    <Chip name={props.text} color={optionColor(props.field, (props.value as unknown as Named).id)} />
  </Show>
)

const Options = (props: ShowProps) => (
  <Row>
    <For each={many<Named>(props.value)}>
      {(one) => <Chip name={one.name} color={optionColor(props.field, one.id)} />}
    </For>
  </Row>
)

const Person = (props: ShowProps) => (
  <Show when={props.value as unknown as Named | null} fallback={<Text {...props} />}>
    {(one) => <Who name={one().name} />}
  </Show>
)

const People = (props: ShowProps) => (
  <Row>
    <For each={many<Named>(props.value)}>{(one) => <Who name={one.name} />}</For>
  </Row>
)

const Records = (props: ShowProps) => (
  <Row>
    <For each={many<{ id: string; title: string }>(props.value)}>
      {(one) => (
        <a class={css.link} href={`/p/${props.field.config.project}/r/${one.id}`} tabindex={props.compact ? -1 : 0}>
          {one.title}
        </a>
      )}
    </For>
  </Row>
)

const Files = (props: ShowProps) => (
  <Row>
    <For each={many<FileAnswer>(props.value)}>
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
const Members = (props: ShowProps) => (
  <Show when={props.field.result} fallback={<Text {...props} />}>
    <Row>
      <For each={many<NonNullable<ShowProps['value']>>(props.value)}>{(one) => props.member(one)}</For>
    </Row>
  </Show>
)

const Rated = (props: ShowProps) => (
  <Show when={props.value} fallback={<Text {...props} />}>
    <Stars label={props.field.name} max={Number(props.field.config.max ?? 5)} value={props.value as number} />
  </Show>
)

const Tick = (props: ShowProps) => (
  <>
    <Show when={props.value} fallback={<Square size={16} class={css.off} />}>
      <SquareCheck size={16} class={css.on} />
    </Show>
    <span class="hidden-text">{props.value ? t('yes') : t('no')}</span>
  </>
)

const Long = (props: ShowProps) => <span class={props.compact ? css.text : css.long}>{props.text}</span>

/** What took longer than its target says so. */
function Span(props: ShowProps) {
  const late = () => {
    const target = Number(props.field.config.target ?? 0)
    return target > 0 && Number(props.value) > target && target
  }
  return (
    <Show when={late()} fallback={<Figure {...props} />}>
      {(target) => (
        <span class={css.late} title={t('value.late', { target: format.duration(target()) })}>
          {props.text}
          <span class="hidden-text">{t('value.late', { target: format.duration(target()) })}</span>
        </span>
      )}
    </Show>
  )
}

/** It opens beside; a value that leads nowhere is its text. */
function Link(props: ShowProps) {
  const widget = () => widgetOf(props.field.type)
  const href = () => (typeof props.value === 'string' && props.value !== '' ? widget().href?.(props.value) : undefined)
  return (
    <Show when={href()} fallback={<Text {...props} />}>
      {(there) => (
        <a class={css.link} href={there()} target="_blank" rel="noreferrer noopener" tabindex={props.compact ? -1 : 0}>
          {props.compact ? (widget().briefText?.(props.text) ?? props.text) : props.text}
        </a>
      )}
    </Show>
  )
}

/** A component for each way that a type may name. */
export const SHOWS: Record<ShowName, Component<ShowProps>> = {
  text: Text,
  figure: Figure,
  long: Long,
  link: Link,
  option: Option,
  options: Options,
  person: Person,
  people: People,
  records: Records,
  files: Files,
  members: Members,
  stars: Rated,
  tick: Tick,
  span: Span,
}
