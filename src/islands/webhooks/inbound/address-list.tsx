import { Key } from '@solid-primitives/keyed'
import Trash from 'lucide-solid/icons/trash'
import { Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastError } from '../../../client/error-message.ts'
import { ago } from '../../../client/format.ts'
import { toast } from '../../../client/toasts.ts'
import type { InboundAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { sayHook } from '../../../i18n/webhook/index.ts'
import { focusBeside } from '../../../parts/focus-next.ts'
import { ListHead } from '../../../parts/set-up-list/set-up-list.tsx'
import { Button } from '../../../widgets/button.tsx'
import { refetchInbound } from '../queries.ts'
import css from '../webhooks.module.css'

/** Where other programs send to. */
export function AddressList(props: { project: ProjectAnswer; addresses: InboundAnswer[] }) {
  const page = (id: string) => `/p/${props.project.id}/webhooks/in/${id}`
  async function remove({ id, name }: InboundAnswer): Promise<void> {
    try {
      await api('DELETE', `/api/inbound/${id}`)
      toast({ kind: 'done', text: sayHook('in.deleted', { name }) })
    } catch (error) {
      await toastError(error)
    }
    await refetchInbound(props.project.id)
  }
  return (
    <section class={css.section} aria-label={sayHook('in.title')}>
      <ListHead
        small
        title={sayHook('in.title')}
        lead={sayHook('in.lead')}
        href={page('new')}
        add={sayHook('in.new')}
      />
      <Show when={props.addresses.length > 0} fallback={<p class={css.soft}>{sayHook('in.none')}</p>}>
        <ul class={css.lines} aria-label={sayHook('in.title')}>
          <Key each={props.addresses} by="id">
            {(address) => (
              <li class={css.sent}>
                <div class={css.what}>
                  <a class={css.name} href={page(address().id)}>
                    {address().name}
                  </a>
                  <p class={css.soft}>
                    <Show when={address().refused > 0}>
                      <span class={css.warning}>{sayHook('in.refused', { count: address().refused })}</span>
                    </Show>
                    <span>{sayHook(address().mapping ? 'in.makes' : 'in.plain')}</span>
                    <span>
                      {address().usedAt ? sayHook('in.used', { ago: ago(address().usedAt!) }) : sayHook('in.unused')}
                    </span>
                    <span>{sayHook('owner', { name: address().by.name })}</span>
                  </p>
                </div>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayHook('in.delete', { name: address().name })}
                  onClick={(event) => {
                    focusBeside(event.currentTarget.closest('li')!, () =>
                      document.querySelector('main a[href$="/webhooks/in/new"]'),
                    )
                    void remove(address())
                  }}
                >
                  <Trash size={14} />
                </Button>
              </li>
            )}
          </Key>
        </ul>
      </Show>
    </section>
  )
}
