import { createEffect, Match, Switch } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { BIN_DAYS } from '../../../core/model/bin.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Imports } from './imports.tsx'
import css from './pages.module.css'
import { StoredRecords } from './stored-records.tsx'

/** What a project has besides its views: what was imported, archived, deleted. */
export default function Pages(props: { project: ProjectAnswer; page: 'imports' | 'archive' | 'bin' }) {
  createEffect(() => {
    document.title = `${sayLater(`page.title.${props.page}`)} · ${props.project.name} · Tonle`
  })
  return (
    <div class={css.page}>
      <header>
        <h2 class={css.title}>{sayLater(`page.title.${props.page}`)}</h2>
        <p class={css.soft}>{sayLater(`page.lead.${props.page}`, { name: props.project.name, days: BIN_DAYS })}</p>
      </header>
      <Switch>
        <Match when={props.page === 'imports'}>
          <Imports project={props.project} />
        </Match>
        <Match when={props.page !== 'imports' && props.page} keyed>
          {(place) => <StoredRecords project={props.project} place={place} />}
        </Match>
      </Switch>
    </div>
  )
}
