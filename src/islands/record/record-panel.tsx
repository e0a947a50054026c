import { onCleanup, onMount, Show } from 'solid-js'
import { navigateTo } from '../../client/route.ts'
import { neighbour } from '../../client/sequence.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { recordHref } from '../project/filter.ts'
import { Record } from './record.tsx'
import css from './record-panel.module.css'

/** The record panel: Esc closes it, J and K open the next and previous record. Full-screen on a phone. */
export default function RecordPanel(props: { id: string; project: ProjectAnswer; onClose: () => void }) {
  let element!: HTMLElement
  const before = document.activeElement as HTMLElement | null

  function step(direction: 1 | -1): void {
    const id = neighbour(props.id, direction)
    if (id) void navigateTo(recordHref(props.project.id, id), { replace: true })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    // If this Esc has closed an editor, its element is detached: don't close the panel as well.
    if (!target.isConnected) return
    if (target.closest('[role=dialog], [role=menu], [role=listbox]') && !element.contains(target)) return
    const typing = target.closest('input, textarea, select')
    if (event.key === 'Escape' && !(typing && element.contains(typing))) props.onClose()
    else if (typing) return
    else if (event.key === 'j') step(1)
    else if (event.key === 'k') step(-1)
    else return
    event.preventDefault()
  }

  onMount(() => {
    window.addEventListener('keydown', onKeyDown)
    element.focus({ preventScroll: true })
  })
  onCleanup(() => {
    window.removeEventListener('keydown', onKeyDown)
    // Not at once: a table under it that is going too would work out its cells for the focus while it is disposed of.
    queueMicrotask(() => {
      if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true })
    })
  })

  return (
    <aside class={css.panel} ref={element} tabindex="-1" aria-label={t('record.panel')}>
      {/* Keyed: what is being typed in one record must not come to stand in the next. */}
      <Show when={props.id} keyed>
        {(id) => (
          <Record
            id={id}
            project={props.project}
            onClose={props.onClose}
            next={neighbour(id, 1) ? () => step(1) : undefined}
            previous={neighbour(id, -1) ? () => step(-1) : undefined}
          />
        )}
      </Show>
    </aside>
  )
}
