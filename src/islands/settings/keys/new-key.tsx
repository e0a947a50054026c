import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { copyText } from '../../../client/copy/copy-text.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field, SelectField } from '../../../widgets/field.tsx'
import peopleCss from '../people/people.module.css'
import css from '../settings.module.css'
import keysCss from './keys.module.css'

const DAY = 86_400_000

/** Creates an API key, whose secret is shown only once. */
export function NewKey(props: { projects: ProjectAnswer[]; onCreated: () => void }) {
  const [problem, setProblem] = createSignal('')
  const [secret, setSecret] = createSignal('')

  const { busy, onSubmit } = useSubmit(async (form) => {
    const { name, may, project, days } = Object.fromEntries(new FormData(form)) as Record<string, string>
    setProblem('')
    try {
      const { key } = await api<{ key: { secret: string } }>('POST', '/api/keys', {
        name,
        scopes: may === 'write' ? ['read', 'write'] : ['read'],
        projects: project ? [project] : null,
        expiresAt: days ? new Date(Date.now() + Number(days) * DAY).toISOString() : null,
      })
      setSecret(key.secret)
      form.reset()
      props.onCreated()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <>
      <form class={keysCss.form} onSubmit={onSubmit}>
        <Field label={t('apiKey.name')} name="name" required maxlength={60} autocomplete="off" problem={problem()} />
        <SelectField
          label={t('apiKey.may')}
          name="may"
          options={[
            { id: 'read', name: t('apiKey.reads') },
            { id: 'write', name: t('apiKey.writes') },
          ]}
        />
        <SelectField
          label={t('apiKey.where')}
          name="project"
          options={[{ id: '', name: t('apiKey.everywhere') }, ...props.projects.map(({ id, name }) => ({ id, name }))]}
        />
        <SelectField
          label={t('apiKey.lasts')}
          name="days"
          options={[
            ...[30, 90, 365].map((days) => ({ id: String(days), name: t('board.days', { count: days }) })),
            { id: '', name: t('apiKey.forever') },
          ]}
        />
        <div>
          <Button type="submit" variant="solid" disabled={busy()}>
            {t('apiKey.make')}
          </Button>
        </div>
      </form>
      <Show when={secret()}>
        <div class={peopleCss.made} role="status">
          <p>{t('apiKey.once')}</p>
          <div class={peopleCss.link}>
            <input
              class={peopleCss.url}
              readonly
              value={secret()}
              aria-label={t('apiKey.secret')}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button onClick={() => void copyText(secret())}>
              <Copy size={14} />
              {t('copy')}
            </Button>
          </div>
          <p class={css.soft}>{t('apiKey.sent')}</p>
        </div>
      </Show>
    </>
  )
}
