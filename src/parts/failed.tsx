import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Message } from '../widgets/message.tsx'

/** What stands where something couldn't be loaded: what stayed safe, and a way to try again in place. */
export function Failed(props: { onRetry: () => void }) {
  return (
    <Message role="alert" title={t('failed.title')} text={t('failed.text')}>
      <Button variant="solid" onClick={props.onRetry}>
        {t('retry')}
      </Button>
    </Message>
  )
}
