import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { ago, instant } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { mayManage, peopleQuery, useMe } from '../../../client/workspace.ts'
import type { CommentAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { type Mentioned, mentionedIn, withoutMentions } from '../../../core/text/mentions.ts'
import { t } from '../../../i18n/index.ts'
import { Markdown } from '../../../parts/markdown.tsx'
import { AreaEditor } from '../../../parts/values/editors/area-editor.tsx'
import { Avatar } from '../../../widgets/avatar.tsx'
import { Button } from '../../../widgets/button.tsx'
import { ByAutomation } from './by-automation.tsx'
import css from './comment.module.css'
import { withMentions } from './mention.ts'

interface Of {
  comment: CommentAnswer
  /** that it is on */
  record: string
}

export function Comment(props: Of & { project: ProjectAnswer }) {
  const me = trackLatestValue(useMe())
  const [editing, setEditing] = createSignal(false)
  const mayChange = () =>
    props.comment.automation ? mayManage(props.project) : props.comment.by?.id === me()?.person.id
  const refresh = (record = props.record) => cache.invalidateQueries({ queryKey: ['comments', record] })

  async function remove(): Promise<void> {
    try {
      const { change } = await api<{ change: string }>('DELETE', `/api/comments/${props.comment.id}`)
      await refresh()
      toastUndo(t('comment.deleted'), change)
    } catch (error) {
      await toastError(error)
    }
  }

  async function save(text: string, { comment, record }: Of = { ...props }): Promise<void> {
    // Who was meant still is, whoever else has that name.
    const people = [...mentionedIn(comment.body), ...(cache.getQueryData<Mentioned[]>(peopleQuery.queryKey) ?? [])]
    const body = withMentions(text, people)
    if (!body || body === comment.body) return
    try {
      await api('PATCH', `/api/comments/${comment.id}`, { body })
      await refresh(record)
    } catch (error) {
      await toastError(error)
    }
  }

  /** The editor is taken away as it stands: the comment that it was of is known no longer by then. */
  const whenRemoved = (of: Of) => (typed: string) => void save(typed, of)

  return (
    <article class={css.comment}>
      <Avatar name={(props.comment.automation ?? props.comment.by)?.name ?? '?'} />
      <div class={css.said}>
        <header class={css.top}>
          <Show when={props.comment.automation} fallback={<strong>{props.comment.by?.name}</strong>}>
            {(automation) => <ByAutomation automation={automation()} project={props.project} />}
          </Show>
          <time datetime={props.comment.at} title={instant(props.comment.at)}>
            {ago(props.comment.at)}
          </time>
          <Show when={props.comment.editedAt}>
            {(editedAt) => <span title={instant(editedAt())}>{t('comment.edited')}</span>}
          </Show>
          <Show when={mayChange()}>
            <span class={css.tools}>
              <Button
                variant="icon"
                size="small"
                aria-label={t('comment.edit')}
                title={t('comment.edit')}
                onClick={() => setEditing(true)}
              >
                <Pencil size={14} />
              </Button>
              <Button
                variant="icon"
                size="small"
                aria-label={t('comment.delete')}
                title={t('comment.delete')}
                onClick={() => void remove()}
              >
                <Trash size={14} />
              </Button>
            </span>
          </Show>
        </header>
        <Show when={editing()} fallback={<Markdown text={props.comment.body} />}>
          <AreaEditor
            label={t('comment.edit')}
            value={withoutMentions(props.comment.body)}
            onClose={() => setEditing(false)}
            onRemoved={whenRemoved({ ...props })}
            onSave={async (text) => {
              await save(String(text ?? ''))
              return undefined
            }}
          />
        </Show>
      </div>
    </article>
  )
}
