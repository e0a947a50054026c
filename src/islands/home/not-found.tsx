import { t } from '../../i18n/index.ts'
import { Screen } from '../../parts/screen.tsx'
import { buttonClass } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'

export function NotFound() {
  return (
    <Screen>
      <Message standalone title={t('notFound.title')} text={t('notFound.text')}>
        <a class={buttonClass('solid')} href="/">
          {t('notFound.home')}
        </a>
      </Message>
    </Screen>
  )
}
