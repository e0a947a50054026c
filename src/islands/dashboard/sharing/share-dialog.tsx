import X from 'lucide-solid/icons/x'
import { createMemo, createSignal, Index, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { enqueue } from '../../../client/mutation-queue.ts'
import { roleName, useRoles, useTeams } from '../../../client/rights.ts'
import { usePeople } from '../../../client/workspace.ts'
import type { DashboardAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import Dialog from '../../../widgets/overlay/dialog.tsx'
import css from '../dialogs.module.css'
import { refetchDashboard, setDashboard, updateDashboard } from '../queries.ts'

type Share = NonNullable<DashboardAnswer['shared']>[number]
type Access = Share['access']

const EVERYBODY = 'role:*'
const BUILT_IN = ['owner', 'admin', 'member', 'viewer'].map((id) => ({ id, name: '' }))

const keyOf = (share: Share): string =>
  'person' in share ? `person:${share.person}` : 'team' in share ? `team:${share.team}` : `role:${share.role}`

function shareOf(key: string, access: Access): Share {
  const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  return { [kind]: id, access } as unknown as Share
}

/** With whom a dashboard is shared, to view or to edit; each change is kept at once. */
export default function ShareDialog(props: { dashboard: DashboardAnswer; onClose: () => void }) {
  const people = trackLatestValue(usePeople())
  const teams = trackLatestValue(useTeams())
  const roles = trackLatestValue(useRoles())
  const [problem, setProblem] = createSignal('')
  const shares = () => props.dashboard.shared ?? []
  const all = createMemo(() => [
    { key: EVERYBODY, name: say('everybody'), kind: '' },
    ...(roles() ?? BUILT_IN).map((role) => ({ key: `role:${role.id}`, name: roleName(role), kind: say('role') })),
    ...(teams() ?? []).map(({ id, name }) => ({ key: `team:${id}`, name, kind: say('team') })),
    ...(people() ?? [])
      .filter(({ state, id }) => state === 'active' && id !== props.dashboard.owner?.id)
      .map(({ id, name }) => ({ key: `person:${id}`, name, kind: say('person') })),
  ])
  const left = () => all().filter(({ key }) => !shares().some((share) => keyOf(share) === key))
  const named = (share: Share) => all().find(({ key }) => key === keyOf(share)) ?? { name: say('gone'), kind: '' }

  async function set(shared: Share[]): Promise<void> {
    setProblem('')
    const { id } = props.dashboard
    updateDashboard(id, (dashboard) => ({ ...dashboard, shared }))
    try {
      const { dashboard } = await enqueue(`share.${id}`, () =>
        api<{ dashboard: DashboardAnswer }>('PATCH', `/api/dashboards/${id}`, { shared }),
      )
      setDashboard(dashboard)
    } catch (error) {
      setProblem(await errorMessage(error))
      await refetchDashboard(id)
    }
  }
  const setAccess = (key: string, access: Access) =>
    void set(shares().map((share) => (keyOf(share) === key ? { ...share, access } : share)))
  const remove = (key: string) => void set(shares().filter((share) => keyOf(share) !== key))

  return (
    <Dialog title={say('shareTitle', { name: props.dashboard.name })} closeLabel={t('close')} onClose={props.onClose}>
      <div class={css.form}>
        <select
          class={`${css.pick} ${css.add}`}
          aria-label={say('shareWith')}
          onChange={(event) => {
            const key = event.currentTarget.value
            event.currentTarget.value = ''
            if (key) void set([...shares(), shareOf(key, 'view')])
          }}
        >
          <option value="" selected>
            {say('shareWith')}
          </option>
          <Index each={left()}>
            {(one) => <option value={one().key}>{one().kind ? `${one().name} · ${one().kind}` : one().name}</option>}
          </Index>
        </select>
        <div class={css.rows}>
          <Show when={props.dashboard.owner}>
            {(owner) => (
              <div class={css.row}>
                <span class={css.who}>{owner().name}</span>
                <span class={css.kind}>{say('owner')}</span>
              </div>
            )}
          </Show>
          <Index each={shares()}>
            {(share) => (
              <div class={css.row}>
                <span class={css.who}>
                  {named(share()).name} <span class={css.kind}>{named(share()).kind}</span>
                </span>
                <select
                  class={css.pick}
                  aria-label={say('accessOf', { name: named(share()).name })}
                  onChange={(event) => setAccess(keyOf(share()), event.currentTarget.value as Access)}
                >
                  <option value="view" selected={share().access === 'view'}>
                    {say('mayView')}
                  </option>
                  <option value="edit" selected={share().access === 'edit'}>
                    {say('mayEdit')}
                  </option>
                </select>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={say('unshare', { name: named(share()).name })}
                  onClick={() => remove(keyOf(share()))}
                >
                  <X size={14} />
                </Button>
              </div>
            )}
          </Index>
        </div>
        <Show when={problem()}>
          <p class={css.problem} role="alert">
            {problem()}
          </p>
        </Show>
        <p class={css.soft}>{say(shares().length === 0 ? 'sharedWithNobody' : 'shareHint')}</p>
      </div>
    </Dialog>
  )
}
