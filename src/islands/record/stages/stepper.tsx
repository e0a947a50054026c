import Ellipsis from 'lucide-solid/icons/ellipsis'
import ThumbsDown from 'lucide-solid/icons/thumbs-down'
import Trophy from 'lucide-solid/icons/trophy'
import { createSignal, For, Show, Suspense } from 'solid-js'
import { daysSince, instant } from '../../../client/format.ts'
import { moveRecord } from '../../../client/records/save.ts'
import type { ListAnswer, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { MenuButton } from '../../../parts/menu-button.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Dot } from '../../../widgets/chip.tsx'
import type { LostSheetProps } from './lost-sheet.tsx'
import css from './stepper.module.css'

const LostSheet = lazyPart<LostSheetProps>(() => import('./lost-sheet.tsx'))

/** The stages in their order, earlier ones filled; won and lost apart. A click moves the record. */
export function Stepper(props: { record: RecordAnswer; project: ProjectAnswer; canEdit: boolean }) {
  const [losing, setLosing] = createSignal(false)
  let lostButton!: HTMLButtonElement
  const lists = () => props.project.lists
  const stages = () => lists().filter(({ kind }) => kind === 'open')
  const current = () => lists().find(({ id }) => id === props.record.list)
  const position = () => stages().findIndex(({ id }) => id === props.record.list)
  const first = (kind: string) => lists().find((list) => list.kind === kind)
  const others = () => lists().filter((list) => list.kind !== 'open' && list !== first('won') && list !== first('lost'))
  const isHere = (list: ListAnswer) => list.id === props.record.list
  const days = () => daysSince(props.record.enteredListAt)
  return (
    <div class={css.stepper}>
      <Show when={stages().length > 0}>
        <ol class={css.steps} aria-label={t('record.list')}>
          <For each={stages()}>
            {(list, index) => (
              <li>
                <button
                  type="button"
                  class={css.step}
                  data-color={current()?.color}
                  data-passed={index() <= position() ? '' : undefined}
                  aria-current={isHere(list) ? 'step' : undefined}
                  disabled={!props.canEdit}
                  title={list.name}
                  onClick={() => void moveRecord(props.record, list)}
                >
                  <span class={css.name}>{list.name}</span>
                </button>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <div class={css.here}>
        <span class={css.where} title={instant(props.record.enteredListAt)}>
          <Show when={current()}>
            {(list) => (
              <>
                <Dot color={list().color} />
                <strong>{list().name}</strong>
              </>
            )}
          </Show>
          <span>{days() === 0 ? t('board.today') : t('board.days', { count: days() })}</span>
        </span>
        <Show when={props.canEdit}>
          <span class={css.ends}>
            <Show when={first('won')}>
              {(list) => (
                <Button
                  variant="outline"
                  size="small"
                  class={css.won!}
                  aria-pressed={isHere(list())}
                  title={list().name}
                  onClick={() => void moveRecord(props.record, list())}
                >
                  <Trophy size={14} />
                  {t('kind.won')}
                </Button>
              )}
            </Show>
            <Show when={first('lost')}>
              {(list) => (
                <>
                  <Button
                    ref={lostButton}
                    variant="outline"
                    size="small"
                    class={css.lost!}
                    aria-pressed={isHere(list())}
                    aria-haspopup="dialog"
                    title={list().name}
                    onClick={() => setLosing(!isHere(list()))}
                  >
                    <ThumbsDown size={14} />
                    {t('kind.lost')}
                  </Button>
                  <Suspense>
                    <Show when={losing()}>
                      <LostSheet
                        record={props.record}
                        project={props.project}
                        list={list()}
                        anchor={lostButton}
                        onClose={() => setLosing(false)}
                      />
                    </Show>
                  </Suspense>
                </>
              )}
            </Show>
            <Show when={others().length > 0}>
              <MenuButton
                label={t('record.otherEnds')}
                size="small"
                trigger={<Ellipsis size={16} />}
                items={others().map((list) => ({
                  label: list.name,
                  icon: <Dot color={list.color} />,
                  onSelect: () => void moveRecord(props.record, list),
                }))}
              />
            </Show>
          </span>
        </Show>
      </div>
    </div>
  )
}
