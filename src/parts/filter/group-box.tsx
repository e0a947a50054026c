import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { ConditionRow } from './condition-row.tsx'
import type { Group } from './draft.ts'
import type { Editing } from './edit-filter.ts'
import { FieldPick } from './field-pick.tsx'
import css from './filter.module.css'
import type { Names } from './filter-names.ts'
import { focusRow } from './focus-row.ts'

interface Props {
  project: ProjectAnswer
  group: Group
  editing: Editing
  names: Names
  depth: number
  problem: { row: number; text: string } | null
}

const MAX_DEPTH = 4

const JOINS = [
  { id: 'and', join: 'and', not: false, key: 'filter.all' },
  { id: 'or', join: 'or', not: false, key: 'filter.any' },
  { id: 'not-and', join: 'and', not: true, key: 'filter.noneTrue' },
  { id: 'not-or', join: 'or', not: true, key: 'filter.noneAny' },
] as const

/** A group of conditions and nested groups. */
export function GroupBox(props: Props) {
  let box!: HTMLDivElement
  const connective = (index: number) =>
    t(index === 0 ? 'filter.where' : props.group.join === 'and' ? 'filter.and' : 'filter.or')
  const showsJoin = () =>
    props.depth > 0 || props.group.parts.length > 1 || props.group.negated || props.group.join === 'or'
  let added: number | undefined

  return (
    <div class={props.depth > 0 ? css.inner : css.outer} ref={box} data-group={props.group.id}>
      <Show when={showsJoin()}>
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
                <option value={way.id} selected={way.join === props.group.join && way.not === props.group.negated}>
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
                const outerGroup = box.parentElement?.closest<HTMLElement>('[data-group]')
                props.editing.remove(props.group.id)
                if (outerGroup) focusRow(outerGroup)
              }}
            >
              <X size={14} />
            </button>
          </Show>
        </div>
      </Show>
      <For each={props.group.parts}>
        {(part, index) => (
          <Show
            when={part.kind === 'row' && part}
            fallback={
              <div class={css.nested}>
                <span class={css.lead}>{connective(index())}</span>
                <GroupBox {...props} group={part as Group} depth={props.depth + 1} />
              </div>
            }
          >
            {(row) => (
              <ConditionRow
                project={props.project}
                row={row()}
                lead={connective(index())}
                editing={props.editing}
                names={props.names}
                problem={props.problem?.row === row().id ? props.problem.text : undefined}
                onRemoved={() => focusRow(box)}
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
          onSelect={(subject) => {
            added = props.editing.add(props.group.id, subject)
          }}
          onClosed={() => focusRow(box, added)}
        />
        <Show when={props.depth < MAX_DEPTH}>
          <Button variant="plain" size="small" onClick={() => props.editing.addGroup(props.group.id)}>
            <Plus size={14} />
            {t('filter.addGroup')}
          </Button>
        </Show>
      </div>
    </div>
  )
}
