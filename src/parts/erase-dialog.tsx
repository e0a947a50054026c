import { createSignal } from 'solid-js'
import { errorMessage } from '../client/error-message.ts'
import { useSubmit } from '../client/use-submit.ts'
import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Field } from '../widgets/field.tsx'
import Dialog from '../widgets/overlay/dialog.tsx'
import css from './erase-dialog.module.css'

/** Confirms an irreversible action by typing the name of what is erased. */
export default function EraseDialog(props: {
  name: string
  text: string
  onErase: (confirmation: string) => Promise<void>
  onClose: () => void
}) {
  const [confirmation, setConfirmation] = createSignal('')
  const [problem, setProblem] = createSignal('')
  const matches = () => confirmation().trim().toLocaleLowerCase() === props.name.toLocaleLowerCase()

  const { busy, onSubmit } = useSubmit(async () => {
    if (!matches()) return
    try {
      await props.onErase(confirmation())
      props.onClose()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Dialog title={t('erase.title', { name: props.name })} closeLabel={t('close')} onClose={props.onClose}>
      <form class={css.form} onSubmit={onSubmit}>
        <p>{props.text}</p>
        <Field
          label={t('erase.type', { name: props.name })}
          value={confirmation()}
          autocomplete="off"
          problem={problem()}
          onInput={(event) => setConfirmation(event.currentTarget.value)}
        />
        <div class={css.buttons}>
          <Button variant="plain" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" type="submit" disabled={busy() || !matches()}>
            {t('erase.now')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
