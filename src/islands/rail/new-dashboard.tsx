import { createSignal, For, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { navigateTo, whileHere } from '../../client/route.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { dashboardsQuery, useProjects } from '../../client/workspace.ts'
import { t } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'
import css from './new-dashboard.module.css'

/** What it begins with: nothing, or the charts of a template. */
const BEGINNINGS = ['none', 'sales', 'leader', 'week', 'sources'] as const

/** Creates a dashboard of one's own by name and opens it. */
export default function NewDashboard(props: { onClose: () => void }) {
  const projects = trackLatestValue(useProjects())
  const [problem, setProblem] = createSignal('')
  const [key, setKey] = createSignal<(typeof BEGINNINGS)[number]>('none')
  const [name, setName] = createSignal('')
  /** A template names it, until somebody does. */
  const [isNamed, setNamed] = createSignal(false)
  /** Most lists: deals go through stages. */
  const likeliest = () => projects()?.toSorted((a, b) => b.lists.length - a.lists.length)[0]?.id
  const [project, setProject] = createSignal<string>()
  function choose(next: (typeof BEGINNINGS)[number]): void {
    setKey(next)
    if (!isNamed()) setName(next === 'none' ? '' : sayLater(`dashboards.${next}`))
  }
  const { busy, onSubmit } = useSubmit(async () => {
    const proceed = whileHere(navigateTo)
    try {
      const template = key() === 'none' ? undefined : { key: key(), project: project() ?? likeliest() }
      const body = { name: name().trim(), ...(template && { template }) }
      const { dashboard } = await api<{ dashboard: { id: string } }>('POST', '/api/dashboards', body)
      await cache.invalidateQueries(dashboardsQuery)
      props.onClose()
      await proceed(`/d/${dashboard.id}/`)
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })
  return (
    <Dialog title={t('rail.newDashboard')} closeLabel={t('close')} onClose={props.onClose}>
      <form class={css.form} onSubmit={onSubmit}>
        <Show when={projects()?.length}>
          <fieldset class={css.beginnings}>
            <legend class={css.label}>{sayLater('dashboards.begin')}</legend>
            <For each={BEGINNINGS}>
              {(one) => (
                <label class={css.beginning}>
                  <input type="radio" name="beginning" checked={key() === one} onChange={() => choose(one)} />
                  <span>
                    {sayLater(`dashboards.${one}`)}
                    <span class={css.soft}>{sayLater(`dashboards.${one}Text`)}</span>
                  </span>
                </label>
              )}
            </For>
          </fieldset>
        </Show>
        <Show when={key() !== 'none' && (projects()?.length ?? 0) > 1}>
          <label class={css.project}>
            <span class={css.label}>{sayLater('dashboards.of')}</span>
            <select class={css.select} onChange={(event) => setProject(event.currentTarget.value)}>
              <For each={projects()}>
                {(one) => (
                  <option value={one.id} selected={one.id === (project() ?? likeliest())}>
                    {one.name}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
        <Field
          label={t('settings.name')}
          name="name"
          required
          maxlength={100}
          autocomplete="off"
          value={name()}
          onInput={(event) => {
            setName(event.currentTarget.value)
            setNamed(event.currentTarget.value !== '')
          }}
          problem={problem()}
        />
        <div>
          <Button variant="solid" type="submit" disabled={busy()}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
