import Download from 'lucide-solid/icons/download'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { fileSize } from '../../../client/format.ts'
import { readRecord } from '../../../client/records/query.ts'
import { toast } from '../../../client/toasts.ts'
import type { FieldAnswer, FileAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Button, buttonClass } from '../../../widgets/button.tsx'
import css from './editors.module.css'

const LIMIT = 10 * 1024 * 1024

/** Files of a record's file field: drop them, list them, fetch them, delete them. */
export function FilesEditor(props: { record: RecordAnswer; field: FieldAnswer; mayEdit: boolean }) {
  const id = createUniqueId()
  const [isDragOver, setDragOver] = createSignal(false)
  const [sending, setSending] = createSignal(0)
  const files = () =>
    Array.isArray(props.record.values[props.field.id])
      ? (props.record.values[props.field.id] as unknown as FileAnswer[])
      : []

  async function send(files: Iterable<File>): Promise<void> {
    for (const file of files) {
      if (file.size > LIMIT) {
        toast({ kind: 'problem', text: t('files.tooLarge', { name: file.name, max: fileSize(LIMIT) }) })
        continue
      }
      setSending(sending() + 1)
      const form = new FormData()
      form.append('file', file, file.name)
      form.append('field', props.field.id)
      try {
        await api('POST', `/api/records/${props.record.id}/files`, form)
        await refresh()
      } catch (error) {
        await toastError(error)
      } finally {
        setSending(sending() - 1)
      }
    }
  }

  async function remove(file: FileAnswer): Promise<void> {
    try {
      const { change } = await api<{ change: string }>('DELETE', `/api/files/${file.id}`)
      await refresh()
      toastUndo(t('files.deleted', { name: file.name }), change)
    } catch (error) {
      await toastError(error)
    }
  }

  const refresh = () => readRecord(props.record.id)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped anywhere on it; by keys the button inside takes them
    <div
      class={css.files}
      data-over={isDragOver() ? '' : undefined}
      onDragOver={(event) => {
        if (!props.mayEdit || !event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        setDragOver(true)
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node) && setDragOver(false)}
      onDrop={(event) => {
        if (!props.mayEdit) return
        event.preventDefault()
        setDragOver(false)
        void send(event.dataTransfer?.files ?? [])
      }}
    >
      <For each={files()}>
        {(file) => (
          <div class={css.file}>
            <a href={file.url} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <span class={css.size}>{fileSize(file.size)}</span>
            <a
              class={buttonClass('icon', 'small')}
              href={file.url}
              download={file.name}
              aria-label={t('files.download', { name: file.name })}
              title={t('files.download', { name: file.name })}
            >
              <Download size={14} />
            </a>
            <Show when={props.mayEdit}>
              <Button
                variant="icon"
                size="small"
                aria-label={t('files.delete', { name: file.name })}
                title={t('files.delete', { name: file.name })}
                onClick={() => void remove(file)}
              >
                <Trash size={14} />
              </Button>
            </Show>
          </div>
        )}
      </For>
      <Show when={props.mayEdit}>
        <label for={id} class={css.drop}>
          {t(sending() > 0 ? 'files.sending' : isDragOver() ? 'files.drop' : 'files.add')}
          <input
            id={id}
            type="file"
            multiple
            class="hidden-text"
            onChange={(event) => {
              void send([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
        </label>
      </Show>
    </div>
  )
}
