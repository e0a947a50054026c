import { createSignal } from 'solid-js'
import { randomKey } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { toastError } from '../../../client/error-message.ts'
import { write } from '../../../client/offline/write.ts'
import { persisted } from '../../../client/persisted.ts'
import { peopleQuery } from '../../../client/workspace.ts'
import type { CommentAnswer } from '../../../core/api/answers.ts'
import type { Mentioned } from '../../../core/text/mentions.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import css from './comment.module.css'
import { withMentions } from './mention.ts'
import { MentionBox } from './mention-box.tsx'
import { addComment } from './stream.ts'

/** The comment box; a draft survives a reload. */
export function CommentForm(props: { record: string }) {
  const [draft, setDraft] = persisted(`comment.${props.record}`, '')
  const [busy, setBusy] = createSignal(false)
  let key = randomKey()
  const mentioned: Mentioned[] = []

  async function send(event?: Event): Promise<void> {
    event?.preventDefault()
    const text = draft().trim()
    if (!text || busy()) return
    // Whom one has chosen comes first, of two of one name.
    const body = withMentions(text, [...mentioned, ...(cache.getQueryData<Mentioned[]>(peopleQuery.queryKey) ?? [])])
    setBusy(true)
    const { record } = props
    try {
      const path = `/api/records/${props.record}/comments`
      const { promise: queuedPromise, resolve: onKept } = Promise.withResolvers<void>()
      const sent = write<{ comment: CommentAnswer }>(
        {
          method: 'POST',
          path,
          body: { body },
          text: t('offline.comment', { text: text.slice(0, 100) }),
          idempotencyKey: key,
        },
        onKept,
      )
      await Promise.race([sent, queuedPromise])
      key = randomKey()
      setDraft('')
      sent.then(({ comment }) => addComment(record, comment), toastError)
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class={css.form} data-foot onSubmit={send}>
      <MentionBox
        class={css.input}
        rows={2}
        aria-label={t('comment.write')}
        placeholder={t('comment.write')}
        value={draft()}
        onChange={setDraft}
        onMention={(person) => mentioned.unshift(person)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event)
        }}
      />
      <Button variant="outline" size="small" class={css.send!} type="submit" disabled={busy() || draft().trim() === ''}>
        {t('comment.send')}
      </Button>
    </form>
  )
}
