import Copy from 'lucide-solid/icons/copy'
import { copyText } from '../../client/copy/copy-text.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import css from './copied.module.css'

/** A text that is shown to be copied, all of it. */
export function Copied(props: { label: string; text: string }) {
  return (
    <div class={css.copied}>
      <span class={css.label}>{props.label}</span>
      <input
        class={css.text}
        readonly
        value={props.text}
        aria-label={props.label}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button size="small" aria-label={`${t('copy')}: ${props.label}`} onClick={() => void copyText(props.text)}>
        <Copy size={14} />
        {t('copy')}
      </Button>
    </div>
  )
}
