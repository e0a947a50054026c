import { For, Show } from 'solid-js'
import { type Key, t } from '../../../i18n/index.ts'
import { widgetOf } from '../../../parts/field-types/index.ts'
import { FieldPick } from '../../../parts/filter/field-pick.tsx'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { Button } from '../../../widgets/button.tsx'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import { closeAll, grouping, openAll, PERIODS, type Period, setGrouping } from '../table/grouping.ts'
import type { MenuProps } from './menu-props.ts'
import css from './menus.module.css'

const LONG = /(^|\.)(description|archived|bin|timeInList|number)$/

const groups = ({ kind, name, type }: Subject): boolean => kind !== 'files' && !widgetOf(type).long && !LONG.test(name)
const isDated = (subject: Subject | null) => subject?.kind === 'date' || subject?.kind === 'instant'

/** Chooses what the table is grouped by; dates default to months. */
export default function GroupMenu(props: MenuProps) {
  const subject = () => {
    const groupedBy = grouping()?.by
    return groupedBy ? subjectNamed(props.project, groupedBy) : null
  }
  const name = () => (grouping() ? (subject()?.label ?? t('filter.unknownField')) : t('group.none'))
  return (
    <Sheet label={t('group.label')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <div class={css.menu}>
        <div class={css.line}>
          <span class={css.label}>{t('group.by')}</span>
          <FieldPick
            project={props.project}
            label={t('group.by')}
            {...(grouping() ? { value: grouping()!.by } : {})}
            none={name()}
            class={css.field!}
            trigger={<span class={css.name}>{name()}</span>}
            accepts={groups}
            onSelect={(subject) => setGrouping({ by: subject.name, ...(isDated(subject) ? { every: 'month' } : {}) })}
          />
        </div>
        <Show when={isDated(subject())}>
          <label class={css.line}>
            <span class={css.label}>{t('group.every')}</span>
            <select
              class={css.select}
              onChange={(event) => setGrouping({ by: grouping()!.by, every: event.currentTarget.value as Period })}
            >
              <For each={PERIODS}>
                {(interval) => (
                  <option value={interval} selected={interval === (grouping()?.every ?? 'day')}>
                    {t(`group.every.${interval}` as Key)}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
        <Show when={grouping()}>
          <div class={css.foot}>
            <div>
              <Button variant="plain" size="small" onClick={openAll}>
                {t('group.openAll')}
              </Button>
              <Button variant="plain" size="small" onClick={closeAll}>
                {t('group.closeAll')}
              </Button>
            </div>
            <Button variant="plain" size="small" onClick={() => setGrouping(null)}>
              {t('group.none')}
            </Button>
          </div>
        </Show>
      </div>
    </Sheet>
  )
}
