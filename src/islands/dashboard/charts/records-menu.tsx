import { createSignal, For, type JSX, Show } from 'solid-js'
import { navigateTo } from '../../../client/route.ts'
import { cachedProject } from '../../../client/workspace.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import type { Open } from './points.ts'
import css from './records-menu.module.css'

/** Where those records are: the project's table under that filter. */
export const recordsOf = ({ project, filter }: Open[number]): string =>
  `/p/${project}/table?filter=${encodeURIComponent(JSON.stringify(filter))}`

const [choice, setChoice] = createSignal<Open>([])
let menu: HTMLElement | undefined

/** Opens exactly these records; those of several projects after asking of which. */
export function openRecords(open: Open, { x, y }: { x: number; y: number }): void {
  const [only] = open
  if (open.length === 1) return void navigateTo(recordsOf(only!))
  if (open.length === 0 || !menu) return
  setChoice(open)
  menu.showPopover()
  const { width, height } = menu.getBoundingClientRect()
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`
  menu.querySelector('a')?.focus()
}

/** Of which project: one for the whole screen, shown where it is asked for. */
export function RecordsMenu() {
  return (
    <nav ref={menu} popover="auto" class={css.menu} aria-label={say('open')}>
      <For each={choice()}>
        {(one) => (
          <a class={css.item} href={recordsOf(one)} onClick={() => menu?.hidePopover()}>
            {cachedProject(one.project)?.name ?? one.project}
          </a>
        )}
      </For>
    </nav>
  )
}

/** What stands for records opens them. */
export function RecordsLink(props: { open: Open; class?: string | undefined; title?: string; children: JSX.Element }) {
  return (
    <Show
      when={props.open.length === 1 && props.open[0]}
      fallback={
        <Show when={props.open.length > 1} fallback={<span class={props.class}>{props.children}</span>}>
          <button
            type="button"
            class={props.class}
            aria-haspopup="true"
            title={props.title ?? say('open')}
            onClick={(event) => {
              const { left, bottom } = event.currentTarget.getBoundingClientRect()
              openRecords(props.open, { x: left, y: bottom + 4 })
            }}
          >
            {props.children}
          </button>
        </Show>
      }
    >
      {(only) => (
        <a class={props.class} href={recordsOf(only())} title={props.title ?? say('open')}>
          {props.children}
        </a>
      )}
    </Show>
  )
}
