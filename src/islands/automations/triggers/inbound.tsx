import { useQuery } from '@tanstack/solid-query'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, Show } from 'solid-js'
import { allPages, api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { errorMessage, toastError } from '../../../client/error-message.ts'
import { ago } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { toast } from '../../../client/toasts.ts'
import type { InboundAnswer, NewInboundAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/automation-words.ts'
import { Copied } from '../../../parts/copied/copied.tsx'
import { focusBeside } from '../../../parts/focus-next.ts'
import { Button } from '../../../widgets/button.tsx'
import { TextBox } from '../controls/boxes.tsx'
import css from '../steps.module.css'

/** Where others send data to: the project's addresses, a new one with its token told this once. */
export default function Inbound(props: { project: ProjectAnswer }) {
  const path = () => `/api/projects/${props.project.id}/inbound`
  const key = () => ['inbound', props.project.id]
  const query = useQuery(
    () => ({ queryKey: key(), queryFn: () => allPages<InboundAnswer>(path(), 'inbound') }),
    () => cache,
  )
  const addresses = trackLatestValue(query)
  let box!: HTMLDivElement
  const [name, setName] = createSignal('')
  const [problem, setProblem] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [newAddress, setNewAddress] = createSignal<NewInboundAnswer>()
  const changed = () => cache.invalidateQueries({ queryKey: key() })

  async function make(): Promise<void> {
    if (busy()) return
    if (name().trim() === '') {
      setProblem(say('inbound.nameNeeded'))
      box.querySelector('input')?.focus()
      return
    }
    setBusy(true)
    setProblem('')
    try {
      const { inbound } = await api<{ inbound: NewInboundAnswer }>('POST', path(), {
        name: name().trim(),
      })
      setNewAddress(inbound)
      setName('')
      await changed()
    } catch (error) {
      setProblem(await errorMessage(error))
    } finally {
      setBusy(false)
    }
  }
  async function remove({ id, name }: InboundAnswer): Promise<void> {
    try {
      await api('DELETE', `/api/inbound/${id}`)
      toast({ kind: 'done', text: say('inbound.deleted', { name }) })
      if (newAddress()?.id === id) setNewAddress()
    } catch (error) {
      await toastError(error)
    }
    await changed()
  }

  return (
    <section class={css.inbound} data-wide="" aria-label={say('inbound.title')}>
      <p class={css.soft}>{say('inbound.text')}</p>
      <Show when={addresses()?.length === 0}>
        <p class={css.soft}>{say('inbound.none')}</p>
      </Show>
      <ul class={css.addresses} aria-label={say('inbound.title')}>
        <For each={addresses()}>
          {(address) => (
            <li class={css.row}>
              <span class={css.what}>
                <span class={css.name}>{address.name}</span>
                <span class={css.soft}>
                  {address.usedAt ? say('inbound.used', { ago: ago(address.usedAt) }) : say('inbound.unused')}
                  <span>{say('owner', { name: address.by.name })}</span>
                </span>
              </span>
              <Button
                variant="icon"
                size="small"
                aria-label={say('inbound.delete', { name: address.name })}
                onClick={(event) => {
                  focusBeside(event.currentTarget.closest('li')!, () => box.querySelector('input'))
                  void remove(address)
                }}
              >
                <Trash size={14} />
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={newAddress()}>{(address) => <Made address={address()} />}</Show>
      <div class={css.form} ref={box}>
        <TextBox
          label={say('inbound.name')}
          placeholder={say('inbound.placeholder')}
          value={name()}
          problem={problem()}
          onChange={(next) => {
            setName(next)
            setProblem('')
          }}
        />
        <Button size="small" disabled={busy()} onClick={() => void make()}>
          {say('inbound.make')}
        </Button>
      </div>
    </section>
  )
}

function Made(props: { address: NewInboundAnswer }) {
  const example = () =>
    `curl -X POST ${props.address.url} -H 'content-type: application/json' -d '{"name":"Vanna Keo","budget":12000}'`
  return (
    <div class={css.made} role="status">
      <p>{say('inbound.once')}</p>
      <Copied label={say('inbound.url')} text={props.address.url} />
      <Copied label={say('inbound.example')} text={example()} />
    </div>
  )
}
