import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Message } from '../widgets/message.tsx'

/** The error state of a view that couldn't be loaded, with Retry. */
export function Failed(props: { onRetry: () => void }) {
  return (
    <Message role="alert" title={t('failed.title')} text={t('failed.text')}>
      <Button variant="solid" onClick={props.onRetry}>
        {t('retry')}
      </Button>
    </Message>
  )
}
