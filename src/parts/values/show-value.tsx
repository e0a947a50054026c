import Paperclip from 'lucide-solid/icons/paperclip'
import Square from 'lucide-solid/icons/square'
import SquareCheck from 'lucide-solid/icons/square-check'
import { For, Match, Show, Switch } from 'solid-js'
import * as format from '../../client/format.ts'
import type { FieldAnswer, FileAnswer, Named } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { Avatar } from '../../widgets/avatar.tsx'
import { Chip } from '../../widgets/chip.tsx'
import { optionColor } from './options.ts'
import css from './show-value.module.css'
import { Stars } from './stars.tsx'
import { isFigure, textOf } from './text-of.ts'

/** Members of what is a list there (tags, people, options) come one by one. */
function shownAs(result: NonNullable<FieldAnswer['result']>, value: Json): Pick<FieldAnswer, 'type' | 'config'> {
  const single = { multiSelect: 'select', person: 'text', reference: 'text', file: 'text' }[result.type]
  return { type: Array.isArray(value) ? result.type : (single ?? result.type), config: result.config }
}

/** A value as it stands in a record or a table's cell. Links open beside, and only to http, https, mailto and tel. */
export function ShowValue(props: { field: FieldAnswer; value: Json | undefined; compact?: boolean }) {
  const text = () => textOf(props.field, props.value)
  const by = () => props.field.type === 'createdBy' || props.field.type === 'updatedBy'
  /** the target that this took longer than */
  const late = () => {
    const target = Number(props.field.config.target ?? 0)
    return props.field.type === 'duration' && target > 0 && Number(props.value) > target && target
  }
  const many = <T,>() => (Array.isArray(props.value) ? (props.value as T[]) : [])
  return (
    <Switch fallback={<span class={css.text}>{text()}</span>}>
      <Match when={props.field.type === 'lookup' && props.field.result}>
        {(result) => (
          <span class={css.row}>
            <For each={many<Json>()}>
              {(one) => (
                <ShowValue
                  field={{ ...props.field, ...shownAs(result(), one) }}
                  value={one}
                  compact={props.compact ?? false}
                />
              )}
            </For>
          </span>
        )}
      </Match>
      <Match when={props.field.type === 'select' && props.value}>
        <Chip name={text()} color={optionColor(props.field, (props.value as unknown as Named).id)} />
      </Match>
      <Match when={props.field.type === 'multiSelect'}>
        <span class={css.row}>
          <For each={many<Named>()}>{(one) => <Chip name={one.name} color={optionColor(props.field, one.id)} />}</For>
        </span>
      </Match>
      <Match when={props.field.type === 'person'}>
        <span class={css.row}>
          <For each={many<Named>()}>
            {(one) => (
              <span class={css.person}>
                <Avatar small beside name={one.name} />
                <span>{one.name}</span>
              </span>
            )}
          </For>
        </span>
      </Match>
      <Match when={by() && (props.value as unknown as Named | null)}>
        {(one) => (
          <span class={css.person}>
            <Avatar small beside name={one().name} />
            <span>{one().name}</span>
          </span>
        )}
      </Match>
      <Match when={late()}>
        {(target) => (
          <span class={css.late} title={t('value.late', { target: format.duration(target()) })}>
            {text()}
            <span class="hidden-text">{t('value.late', { target: format.duration(target()) })}</span>
          </span>
        )}
      </Match>
      <Match when={props.field.type === 'rating' && props.value}>
        <Stars label={props.field.name} max={Number(props.field.config.max ?? 5)} value={props.value as number} />
      </Match>
      <Match when={props.field.type === 'checkbox'}>
        <Show when={props.value} fallback={<Square size={16} class={css.off} />}>
          <SquareCheck size={16} class={css.on} />
        </Show>
        <span class="hidden-text">{props.value ? t('yes') : t('no')}</span>
      </Match>
      <Match when={props.field.type === 'reference'}>
        <span class={css.row}>
          <For each={many<{ id: string; title: string }>()}>
            {(one) => (
              <a
                class={css.link}
                href={`/p/${props.field.config.project}/r/${one.id}`}
                tabindex={props.compact ? -1 : 0}
              >
                {one.title}
              </a>
            )}
          </For>
        </span>
      </Match>
      <Match when={linkOf(props.field, props.value)}>
        {(href) => (
          <a class={css.link} href={href()} target="_blank" rel="noreferrer noopener" tabindex={props.compact ? -1 : 0}>
            {props.compact ? bare(text()) : text()}
          </a>
        )}
      </Match>
      <Match when={props.field.type === 'file'}>
        <span class={css.row}>
          <For each={many<FileAnswer>()}>
            {(file) => (
              <span class={css.person} title={`${file.name}, ${format.fileSize(file.size)}`}>
                <Paperclip size={14} />
                {file.name}
              </span>
            )}
          </For>
        </span>
      </Match>
      <Match when={props.field.type === 'longText'}>
        <span class={props.compact ? css.text : css.long}>{text()}</span>
      </Match>
      <Match when={isFigure(props.field)}>
        <span class={css.figure}>{text()}</span>
      </Match>
    </Switch>
  )
}

/** A web address where there is little room: what all of them begin with tells nothing. */
const bare = (text: string): string => text.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')

function linkOf(field: FieldAnswer, value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  if (field.type === 'email') return `mailto:${encodeURI(value)}`
  if (field.type === 'phone') return `tel:${encodeURI(value)}`
  if (field.type === 'url' && /^https?:\/\//i.test(value)) return value
  return undefined
}
