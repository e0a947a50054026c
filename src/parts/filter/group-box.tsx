import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { ConditionRow } from './condition-row.tsx'
import type { Group } from './draft.ts'
import type { Editing } from './editing.ts'
import { FieldPick } from './field-pick.tsx'
import css from './filter.module.css'
import { focusRow } from './focus-row.ts'
import type { Names } from './names.ts'

interface Props {
  project: ProjectAnswer
  group: Group
  editing: Editing
  names: Names
  depth: number
  refused: { row: number; text: string } | null
}

const DEEPEST = 4

const JOINS = [
  { id: 'and', join: 'and', not: false, key: 'filter.all' },
  { id: 'or', join: 'or', not: false, key: 'filter.any' },
  { id: 'not-and', join: 'and', not: true, key: 'filter.noneTrue' },
  { id: 'not-or', join: 'or', not: true, key: 'filter.noneAny' },
] as const

/** Conditions that go together, with groups of their own inside. */
export function GroupBox(props: Props) {
  let box!: HTMLDivElement
  const lead = (at: number) => t(at === 0 ? 'filter.where' : props.group.join === 'and' ? 'filter.and' : 'filter.or')
  const joined = () => props.depth > 0 || props.group.parts.length > 1 || props.group.not || props.group.join === 'or'
  let added: number | undefined

  return (
    <div class={props.depth > 0 ? css.inner : css.outer} ref={box} data-group={props.group.id}>
      <Show when={joined()}>
        <div class={css.joinLine}>
          <select
            class={`${css.select} ${css.join}`}
            aria-label={t('filter.join')}
            onChange={(event) => {
              const way = JOINS.find(({ id }) => id === event.currentTarget.value)!
              props.editing.setJoin(props.group.id, way.join, way.not)
            }}
          >
            <For each={JOINS}>
              {(way) => (
                <option value={way.id} selected={way.join === props.group.join && way.not === props.group.not}>
                  {t(way.key)}
                </option>
              )}
            </For>
          </select>
          <Show when={props.depth > 0}>
            <button
              type="button"
              class={buttonClass('icon', 'small')}
              aria-label={t('filter.removeGroup')}
              title={t('filter.removeGroup')}
              onClick={() => {
                const around = box.parentElement?.closest<HTMLElement>('[data-group]')
                props.editing.remove(props.group.id)
                if (around) focusRow(around)
              }}
            >
              <X size={14} />
            </button>
          </Show>
        </div>
      </Show>
      <For each={props.group.parts}>
        {(part, at) => (
          <Show
            when={part.kind === 'row' && part}
            fallback={
              <div class={css.nested}>
                <span class={css.lead}>{lead(at())}</span>
                <GroupBox {...props} group={part as Group} depth={props.depth + 1} />
              </div>
            }
          >
            {(row) => (
              <ConditionRow
                project={props.project}
                row={row()}
                lead={lead(at())}
                editing={props.editing}
                names={props.names}
                refused={props.refused?.row === row().id ? props.refused.text : undefined}
                removed={() => focusRow(box)}
              />
            )}
          </Show>
        )}
      </For>
      <div class={css.add} data-add="">
        <FieldPick
          project={props.project}
          label={t('filter.add')}
          trigger={
            <>
              <Plus size={14} />
              {t('filter.add')}
            </>
          }
          pick={(subject) => {
            added = props.editing.add(props.group.id, subject)
          }}
          after={() => focusRow(box, added)}
        />
        <Show when={props.depth < DEEPEST}>
          <Button look="plain" size="small" onClick={() => props.editing.addGroup(props.group.id)}>
            <Plus size={14} />
            {t('filter.addGroup')}
          </Button>
        </Show>
      </div>
    </div>
  )
}
