import { createSignal, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { toastError } from '../../client/error-message.ts'
import { refetchAll } from '../../client/records/events.ts'
import { toast } from '../../client/toasts.ts'
import type { FieldAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { RunAnswer } from '../../core/api/automation/index.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Button } from '../../widgets/button.tsx'

const ConfirmPress = lazyPart<{ title: string; text: string; onPress: () => void; onClose: () => void }>(
  () => import('./confirm-press.tsx'),
)

/** A button in the place of a field's value: it sets automations off, and says how many. */
export function PressButton(props: { record: RecordAnswer; field: FieldAnswer; canEdit: boolean }) {
  const [busy, setBusy] = createSignal(false)
  const [asking, setAsking] = createSignal(false)
  const label = () => String(props.field.config.label ?? props.field.name)
  const question = () => props.field.config.confirm as string | null | undefined

  async function press(): Promise<void> {
    setBusy(true)
    try {
      const { runs } = await api<{ runs: RunAnswer[] }>(
        'PUT',
        `/api/records/${props.record.id}/buttons/${props.field.id}`,
      )
      const failed = runs.some(({ state }) => state === 'failed')
      toast({
        kind: failed ? 'problem' : 'done',
        text: t(failed ? 'button.failed' : 'button.pressed', { name: label() }),
      })
      refetchAll()
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <Button
        size="small"
        disabled={!props.canEdit || busy()}
        aria-busy={busy()}
        onClick={() => (question() ? setAsking(true) : void press())}
      >
        {label()}
      </Button>
      <Show when={asking()}>
        <ConfirmPress
          title={label()}
          text={question() ?? ''}
          onPress={() => void press()}
          onClose={() => setAsking(false)}
        />
      </Show>
    </>
  )
}
