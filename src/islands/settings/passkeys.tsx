import { Key } from '@solid-primitives/keyed'
import { useQuery } from '@tanstack/solid-query'
import KeyRound from 'lucide-solid/icons/key-round'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import { allPages, api } from '../../client/api.ts'
import { addPasskey, hasPasskeys, NoPasskey } from '../../client/auth/passkey.ts'
import { cache } from '../../client/cache.ts'
import { toastError } from '../../client/error-message.ts'
import { day } from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { toast } from '../../client/toasts.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Rename } from './rename.tsx'
import { Section } from './section.tsx'
import css from './settings.module.css'

interface Passkey {
  id: string
  name: string
  createdAt: string
}

const changed = () => cache.invalidateQueries({ queryKey: ['passkeys'] })

export function Passkeys() {
  const query = useQuery(
    () => ({
      queryKey: ['passkeys'],
      queryFn: () => allPages<Passkey>('/api/me/passkeys', 'passkeys'),
    }),
    () => cache,
  )
  const passkeys = trackLatestValue(query)
  const [busy, setBusy] = createSignal(false)

  async function add(): Promise<void> {
    setBusy(true)
    try {
      await addPasskey(t('passkey.unnamed', { number: (passkeys()?.length ?? 0) + 1 }))
      toast({ kind: 'done', text: t('passkey.added') })
      await changed()
    } catch (error) {
      if (error instanceof NoPasskey) toast({ kind: 'problem', text: t('passkey.none') })
      else await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Section title={t('passkey.title')} text={t('passkey.text')}>
      <ul class={css.lines} aria-label={t('passkey.title')}>
        <Key each={passkeys()} by="id">
          {(passkey) => <Line passkey={passkey()} />}
        </Key>
      </ul>
      <div>
        <Show when={hasPasskeys()} fallback={<p class={css.soft}>{t('passkey.unknown')}</p>}>
          <Button disabled={busy()} onClick={() => void add()}>
            {t('passkey.add')}
          </Button>
        </Show>
      </div>
    </Section>
  )
}

/** Removing a passkey is irreversible, so the button asks for confirmation. */
function Line(props: { passkey: Passkey }) {
  const [asking, setAsking] = createSignal(false)
  const path = () => `/api/me/passkeys/${props.passkey.id}`

  async function trying(step: () => Promise<unknown>): Promise<void> {
    try {
      await step()
      toast({ kind: 'done', text: t('settings.saved') })
    } catch (error) {
      await toastError(error)
    }
    await changed()
  }

  return (
    <li class={css.row}>
      <KeyRound size={16} class={css.sign} />
      <div class={css.what}>
        <Rename
          class={css.name}
          name={props.passkey.name}
          onSave={(name) => void trying(() => api('PATCH', path(), { name }))}
        />
        <span class={css.soft}>{t('passkey.since', { day: day(props.passkey.createdAt) })}</span>
      </div>
      <Show
        when={asking()}
        fallback={
          <Button
            variant="icon"
            aria-label={t('passkey.remove', { name: props.passkey.name })}
            title={t('passkey.remove', { name: props.passkey.name })}
            onClick={() => setAsking(true)}
          >
            <Trash size={16} />
          </Button>
        }
      >
        <Button
          variant="danger"
          ref={(button) => queueMicrotask(() => button.focus())}
          onClick={() => void trying(() => api('DELETE', path()))}
        >
          {t('passkey.removeNow')}
        </Button>
        <Button variant="plain" onClick={() => setAsking(false)}>
          {t('passkey.keep')}
        </Button>
      </Show>
    </li>
  )
}
