import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, Show } from 'solid-js'
import { mutateSettings } from '../../../../client/mutate-settings.ts'
import { withPatch, withReordered } from '../../../../client/optimistic.ts'
import type { Position } from '../../../../client/reorder.ts'
import { currentRoute, navigateTo } from '../../../../client/route.ts'
import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import { buttonClass } from '../../../../widgets/button.tsx'
import { DeletedFields } from './deleted-fields.tsx'
import { unsavedDraft } from './draft.ts'
import { EarlierTypes } from './earlier-types.tsx'
import { FieldLine } from './field-line.tsx'
import css from './field-list.module.css'
import { FieldPanel } from './field-panel.tsx'
import { useFields } from './field-usage.ts'
import { createReorder } from './reorder.ts'
import { SectionHead } from './section-head.tsx'

/** All fields of a project by section, and the panel of the open one. */
export function FieldSettings(props: { project: ProjectAnswer }) {
  const path = () => `/p/${props.project.id}/settings`
  const open = () => currentRoute().parts[3]
  const usage = useFields(() => props.project.id)
  const [announcement, setAnnouncement] = createSignal('')
  const field = (id: string) => props.project.fields.find((field) => field.id === id)
  const sections = () => [...new Set(props.project.fields.map(({ section }) => section))]
  const idsOf = (section: string) =>
    props.project.fields.flatMap((field) => (field.section === section ? [field.id] : []))
  const ids = () => sections().flatMap(idsOf)
  /** where there is no record at all, none can have a value */
  const filled = (id: string) =>
    usage()?.records ? usage()?.usage.find((fieldUsage) => fieldUsage.field === id)?.filled : undefined
  const reorder = createReorder(ids, move)

  function move(id: string, position: Position): void {
    const { section } = field(position.id)!
    const sectionChange = section === field(id)!.section ? {} : { section }
    void mutateSettings(
      'PATCH',
      `/api/fields/${id}`,
      { [position.side]: position.id, ...sectionChange },
      {
        optimistic: {
          project: props.project.id,
          update: (project) => withReordered('fields', id, position)(withPatch('fields', id, sectionChange)(project)),
        },
      },
    )
    setAnnouncement(t('fields.moved', { name: field(id)?.name ?? '', at: ids().indexOf(id) + 1, count: ids().length }))
  }

  function close(): void {
    const id = open()
    void navigateTo(path(), { replace: true })
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-opens="${id}"]`)?.focus())
  }

  return (
    <div class={css.fields} data-lines>
      <For each={sections()}>
        {(section) => (
          <>
            <Show when={sections().length > 1}>
              <SectionHead project={props.project} name={section} ids={idsOf(section)} />
            </Show>
            <ul class={css.lines} aria-label={section || t('settings.fields')}>
              <For each={idsOf(section)}>
                {(id) => (
                  <Show when={field(id)}>
                    {(currentField) => (
                      <FieldLine
                        project={props.project.id}
                        field={currentField()}
                        href={`${path()}/${id}`}
                        open={open() === id}
                        unsaved={unsavedDraft(`${props.project.id}/${id}`) !== undefined}
                        filled={filled(id)}
                        handle={reorder.handle(id)}
                        line={reorder.line(id)}
                      />
                    )}
                  </Show>
                )}
              </For>
            </ul>
          </>
        )}
      </For>
      <p class="hidden-text" role="status">
        {announcement()}
      </p>
      <a class={buttonClass('outline', 'small', css.add)} href={`${path()}/new`} data-opens="new">
        <Plus size={14} />
        {t('fields.add')}
      </a>
      <DeletedFields deleted={usage()?.deleted ?? []} />
      <EarlierTypes earlier={usage()?.earlier ?? []} fields={props.project.fields} />
      <Show when={open() === 'new' || field(open() ?? '') ? open() : undefined} keyed>
        {(id) => <FieldPanel project={props.project} id={id} onClose={close} />}
      </Show>
    </div>
  )
}
