import { t } from '../../i18n/index.ts'
import css from '../../parts/erase-dialog.module.css'
import { Button } from '../../widgets/button.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'

/** Asks before a button does what can't be taken back. */
export default function ConfirmPress(props: { title: string; text: string; onPress: () => void; onClose: () => void }) {
  return (
    <Dialog title={props.title} closeLabel={t('close')} onClose={props.onClose}>
      <div class={css.form}>
        <p>{props.text}</p>
        <div class={css.buttons}>
          <Button variant="plain" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button
            variant="solid"
            data-autofocus
            onClick={() => {
              props.onClose()
              props.onPress()
            }}
          >
            {props.title}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
