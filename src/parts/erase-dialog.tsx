import { createSignal } from 'solid-js'
import { errorMessage } from '../client/error-message.ts'
import { useSubmit } from '../client/use-submit.ts'
import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import Dialog from '../widgets/dialog.tsx'
import { Field } from '../widgets/field.tsx'
import css from './erase-dialog.module.css'

/** What can't be undone is confirmed by typing what it is called. */
export default function EraseDialog(props: {
  name: string
  text: string
  erase: (typed: string) => Promise<void>
  close: () => void
}) {
  const [typed, setTyped] = createSignal('')
  const [problem, setProblem] = createSignal('')
  const fits = () => typed().trim().toLocaleLowerCase() === props.name.toLocaleLowerCase()

  const { busy, onSubmit } = useSubmit(async () => {
    if (!fits()) return
    try {
      await props.erase(typed())
      props.close()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Dialog title={t('erase.title', { name: props.name })} closeLabel={t('close')} open close={props.close}>
      <form class={css.form} onSubmit={onSubmit}>
        <p>{props.text}</p>
        <Field
          label={t('erase.type', { name: props.name })}
          value={typed()}
          autocomplete="off"
          problem={problem()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <div class={css.buttons}>
          <Button look="plain" onClick={props.close}>
            {t('cancel')}
          </Button>
          <Button look="danger" type="submit" disabled={busy() || !fits()}>
            {t('erase.now')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
