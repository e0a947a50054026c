import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Index, Show } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import { FieldPick } from '../../../parts/filter/field-pick.tsx'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { Button } from '../../../widgets/button.tsx'
import { Sheet } from '../../../widgets/overlay/sheet.tsx'
import { LEVELS, type Sort, setSortLevels, sortLevels } from '../table/sorting.ts'
import type { MenuProps } from './menu-props.ts'
import css from './menus.module.css'

/** Sets have no order of their own. */
const sorts = ({ kind, name }: Subject): boolean =>
  kind !== 'files' && kind !== 'set' && !/(^|\.)description$/.test(name)

/** The sort levels of the table: each breaks the ties of the one before. */
export default function SortMenu(props: MenuProps) {
  const label = (field: string) => subjectNamed(props.project, field)?.label ?? t('filter.unknownField')
  const setLevel = (index: number, level: Sort) =>
    setSortLevels(sortLevels().map((sortLevel, i) => (i === index ? level : sortLevel)))
  let box!: HTMLDivElement
  function move(index: number, to: number): void {
    const levels = [...sortLevels()]
    const [one] = levels.splice(index, 1)
    levels.splice(to, 0, one!)
    setSortLevels(levels)
  }
  const remove = (index: number) => {
    setSortLevels(sortLevels().filter((_, i) => i !== index))
    queueMicrotask(() => box.querySelector<HTMLElement>('[data-add] button')?.focus())
  }
  return (
    <Sheet label={t('sort.label')} closeLabel={t('close')} anchor={props.anchor} onClose={props.onClose}>
      <div class={css.menu} ref={box}>
        <Show when={sortLevels().length === 0}>
          <p class={css.hint}>{t('sort.empty')}</p>
        </Show>
        <Index each={sortLevels()}>
          {(level, index) => (
            <div class={css.level} data-level={index}>
              <FieldPick
                project={props.project}
                label={t('sort.by', { at: index + 1 })}
                value={level().field}
                class={css.field!}
                trigger={<span class={css.name}>{label(level().field)}</span>}
                accepts={(subject) => sorts(subject) && !sortLevels().some(({ field }) => field === subject.name)}
                onSelect={(subject) => setLevel(index, { ...level(), field: subject.name })}
              />
              <select
                class={css.select}
                aria-label={t('sort.direction', { at: index + 1 })}
                onChange={(event) => setLevel(index, { ...level(), desc: event.currentTarget.value === 'down' })}
              >
                <For each={['up', 'down'] as const}>
                  {(way) => (
                    <option value={way} selected={level().desc === (way === 'down')}>
                      {t(`sort.${way}`)}
                    </option>
                  )}
                </For>
              </select>
              <Button
                variant="icon"
                size="small"
                aria-label={t('sort.earlier', { name: label(level().field) })}
                title={t('sort.earlier', { name: label(level().field) })}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              >
                <ArrowUp size={14} />
              </Button>
              <Button
                variant="icon"
                size="small"
                aria-label={t('sort.later', { name: label(level().field) })}
                title={t('sort.later', { name: label(level().field) })}
                disabled={index === sortLevels().length - 1}
                onClick={() => move(index, index + 1)}
              >
                <ArrowDown size={14} />
              </Button>
              <Button
                variant="icon"
                size="small"
                aria-label={t('sort.remove', { name: label(level().field) })}
                title={t('sort.remove', { name: label(level().field) })}
                onClick={() => remove(index)}
              >
                <X size={14} />
              </Button>
            </div>
          )}
        </Index>
        <div class={css.foot} data-add="">
          <Show when={sortLevels().length < LEVELS} fallback={<span />}>
            <FieldPick
              project={props.project}
              label={t('sort.add')}
              trigger={
                <>
                  <Plus size={14} />
                  {t('sort.add')}
                </>
              }
              accepts={(subject) => sorts(subject) && !sortLevels().some(({ field }) => field === subject.name)}
              onSelect={(subject) => setSortLevels([...sortLevels(), { field: subject.name, desc: false }])}
            />
          </Show>
          <Show when={sortLevels().length > 0}>
            <Button variant="plain" size="small" onClick={() => setSortLevels([])}>
              {t('sort.clear')}
            </Button>
          </Show>
        </div>
        <p class={`${css.hint} ${css.keys}`}>{t('sort.hint')}</p>
      </div>
    </Sheet>
  )
}
