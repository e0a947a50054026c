import { useQuery } from '@tanstack/solid-query'
import { createEffect, Match, onCleanup, Show, Switch, untrack } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { cache, readAnew } from '../../client/cache.ts'
import { followNews } from '../../client/live/follow.ts'
import { arriveAt } from '../../client/live/presence.ts'
import { publishRecord } from '../../client/records/events.ts'
import { recordQuery } from '../../client/records/query.ts'
import { restoreRecord } from '../../client/records/save.ts'
import { forgetRecord, isWhole, recordOf } from '../../client/records/store.ts'
import { mayEdit } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import { Message } from '../../widgets/message.tsx'
import { NOTHING, shownOf } from '../project/shown-news.ts'
import { Activity } from './activity/activity.tsx'
import { Description } from './description.tsx'
import { FieldList } from './field-list.tsx'
import { ReferencedBy } from './linked/referenced-by.tsx'
import css from './record.module.css'
import { RecordHead } from './record-head.tsx'
import { Stepper } from './stages/stepper.tsx'

interface Props {
  id: string
  project: ProjectAnswer
  onClose: () => void
  page?: boolean
  next?: (() => void) | undefined
  previous?: (() => void) | undefined
}

/** A record: stage, fields, description, linked records and the stream of comments and changes. */
export function Record(props: Props) {
  const query = useQuery(
    () => recordQuery(props.id),
    () => cache,
  )
  const record = () => (isWhole(props.id) ? recordOf(props.id) : undefined)
  followNews({
    concerns: (news) => {
      const shown = shownOf(props.project, news, () => [props.id])
      return shown === null || shown.has(props.id) ? new Set([props.id]) : NOTHING
    },
    read: async () => {
      await Promise.all(['record', 'history', 'comments', 'files'].map((kind) => readAnew([kind, props.id])))
    },
  })
  createEffect(() => onCleanup(arriveAt(props.id)))
  // It stays as long as it is open, with what is typed in it; then nothing of it is kept.
  onCleanup(() => {
    const closed = untrack(() => (isClosed() ? record() : undefined))
    if (!closed) return
    publishRecord({ kind: 'gone', record: closed })
    forgetRecord(closed.id)
  })
  const isUnread = () =>
    query.fetchStatus === 'paused' || (query.error instanceof ApiProblem && query.error.status === 0)
  /** Closed to the reader since it was opened, or erased. */
  const isClosed = () => record() !== undefined && query.error instanceof ApiProblem && query.error.status === 404
  const isGone = () => isClosed() || record()?.deletedAt != null
  /** Until all of it has come, what the board or table beside it shows. */
  const preview = () => (record() ? undefined : recordOf(props.id))
  // Not `isPending`: that ends before what has come is told, and in between all would be drawn anew, with the focus lost.
  const canPreview = () => !query.isError || isUnread()
  const canEdit = () => mayEdit(props.project) && !isGone() && record() !== undefined
  createEffect(() => {
    const title = record()?.title
    if (title !== undefined) document.title = `${title} · ${props.project.name} · Tonle`
  })
  return (
    <Switch>
      <Match when={record() ?? (canPreview() && preview())}>
        {(record) => (
          <div class={css.record} data-page={props.page ? '' : undefined} data-preview={preview() ? '' : undefined}>
            <Show when={isGone()}>
              <div class={css.gone} role="alert">
                <span>{t(isClosed() ? 'record.closed' : 'record.inBin')}</span>
                <Show when={!isClosed() && mayEdit(props.project)}>
                  <Button size="small" variant="outline" onClick={() => void restoreRecord(record())}>
                    {t('record.restore')}
                  </Button>
                </Show>
              </div>
            </Show>
            <Show when={preview() && isUnread()}>
              <p class={css.gone} role="status">
                {t('offline.unreadRest')}
              </p>
            </Show>
            <RecordHead {...props} record={record()} canEdit={canEdit()} />
            <div class={css.body}>
              <div class={css.main}>
                <Show when={props.project.lists.length > 1}>
                  <Stepper record={record()} project={props.project} canEdit={canEdit()} />
                </Show>
                <FieldList record={record()} project={props.project} canEdit={canEdit()} />
                <Show when={!preview()}>
                  <Description record={record()} canEdit={canEdit()} />
                </Show>
                <ReferencedBy record={record()} />
              </div>
              <Activity record={record()} project={props.project} />
            </div>
          </div>
        )}
      </Match>
      <Match when={isUnread()}>
        <Message title={t('offline.unread')} text={t('offline.unreadText')} />
      </Match>
      <Match when={query.isError}>
        <Message title={t('notFound.title')} text={t('notFound.text')}>
          <Button onClick={props.onClose}>{t('close')}</Button>
        </Message>
      </Match>
      <Match when={query.isPending}>
        <Delayed>
          <p class={css.loading}>{t('loading')}</p>
        </Delayed>
      </Match>
    </Switch>
  )
}
