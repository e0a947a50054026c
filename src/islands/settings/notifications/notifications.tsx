import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import type { InferOutput } from 'valibot'
import { api } from '../../../client/api.ts'
import { cache, setCached } from '../../../client/cache.ts'
import { toastError } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { enqueue } from '../../../client/mutation-queue.ts'
import type { preferences } from '../../../core/api/auth/me.ts'
import {
  MAIL_WAYS,
  NOTIFICATION_KINDS,
  type NotificationKind,
  type NotifyPreferences,
  type NotifyWay,
} from '../../../core/api/notification.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Field } from '../../../widgets/field.tsx'
import { Switch } from '../../../widgets/switch.tsx'
import { Section } from '../section.tsx'
import settingsCss from '../settings.module.css'
import css from './notifications.module.css'

type Preferences = InferOutput<typeof preferences>
const KEY = ['preferences']

/** What a night is, until somebody says otherwise. */
const NIGHT = { from: '20:00', to: '07:00' }

/** Of what one is told, how, and when mails come. */
export default function Notifications() {
  const query = useQuery(
    () => ({ queryKey: KEY, queryFn: () => api<Preferences>('GET', '/api/me/preferences') }),
    () => cache,
  )
  const chosen = trackLatestValue(query as { isPending: boolean; data: Preferences | undefined })

  async function save(sent: Partial<Omit<NotifyPreferences, 'notify'>> & { notify?: object }): Promise<void> {
    try {
      await enqueue('preferences', () => api<Preferences>('PUT', '/api/me/preferences', sent))
    } catch (error) {
      void cache.invalidateQueries({ queryKey: KEY })
      await toastError(error)
    }
  }

  function choose(kind: NotificationKind, way: Partial<NotifyWay>): void {
    setCached<Preferences>(
      KEY,
      (all) => all && { ...all, notify: { ...all.notify, [kind]: { ...all.notify[kind], ...way } } },
    )
    void save({ notify: { [kind]: way } })
  }

  const [isNoTime, setNoTime] = createSignal(false)
  function set(part: Partial<Omit<NotifyPreferences, 'notify'>>): void {
    setCached<Preferences>(KEY, (all) => all && { ...all, ...part })
    void save(part)
  }

  return (
    <Show when={chosen()}>
      {(preferences) => (
        <>
          <Section title={sayLater('notify.title')} text={sayLater('notify.text')}>
            <table class={css.kinds}>
              <thead>
                <tr>
                  <th scope="col">{sayLater('notify.kind')}</th>
                  <th scope="col" class={css.inApp}>
                    {sayLater('notify.inApp')}
                  </th>
                  <th scope="col">{sayLater('notify.mail')}</th>
                </tr>
              </thead>
              <tbody>
                <For each={NOTIFICATION_KINDS}>
                  {(kind) => {
                    const name = () => sayLater(`notify.kind.${kind}`)
                    const way = () => preferences().notify[kind]
                    return (
                      <tr>
                        <th scope="row">{name()}</th>
                        <td class={css.inApp}>
                          <label class={css.check}>
                            <input
                              type="checkbox"
                              checked={way().inApp}
                              aria-label={sayLater('notify.inAppOf', { kind: name() })}
                              onChange={(event) => choose(kind, { inApp: event.currentTarget.checked })}
                            />
                          </label>
                        </td>
                        <td>
                          <select
                            class={css.select}
                            aria-label={sayLater('notify.mailOf', { kind: name() })}
                            onChange={(event) => choose(kind, { mail: event.currentTarget.value as NotifyWay['mail'] })}
                          >
                            <For each={MAIL_WAYS}>
                              {(mail) => (
                                <option value={mail} selected={way().mail === mail}>
                                  {sayLater(`notify.mail.${mail}`)}
                                </option>
                              )}
                            </For>
                          </select>
                        </td>
                      </tr>
                    )
                  }}
                </For>
              </tbody>
            </table>
          </Section>
          <Section title={sayLater('notify.when')} text={sayLater('notify.whenText')}>
            <div class={css.times}>
              <Field
                label={sayLater('notify.digestAt')}
                type="time"
                required
                value={preferences().digestAt}
                hint={sayLater('notify.digestHint')}
                onChange={(event) => event.currentTarget.value && set({ digestAt: event.currentTarget.value })}
              />
            </div>
            <Switch
              label={sayLater('notify.quiet')}
              hint={sayLater('notify.quietHint')}
              on={preferences().quiet !== null}
              onChange={(on) => set({ quiet: on ? NIGHT : null })}
            />
            <Show when={preferences().quiet}>
              {(quiet) => (
                <div class={css.times}>
                  <For each={['from', 'to'] as const}>
                    {(end) => (
                      <Field
                        label={sayLater(`notify.quiet.${end}`)}
                        type="time"
                        required
                        value={quiet()[end]}
                        problem={end === 'to' && isNoTime() ? sayLater('notify.quiet.same') : undefined}
                        onChange={(event) => {
                          const hours = { ...quiet(), [end]: event.currentTarget.value }
                          setNoTime(hours.from === hours.to)
                          if (event.currentTarget.value && hours.from !== hours.to) set({ quiet: hours })
                        }}
                      />
                    )}
                  </For>
                </div>
              )}
            </Show>
            <p class={settingsCss.soft}>{sayLater('notify.zone')}</p>
          </Section>
        </>
      )}
    </Show>
  )
}
