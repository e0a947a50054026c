import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { Switch } from '../../../widgets/switch.tsx'
import type { Draft } from '../draft.ts'
import css from '../forms.module.css'
import { Area } from './controls.tsx'

interface Props {
  project: ProjectAnswer
  draft: Draft
  problemAt: (path: string) => string | undefined
  onChange: (patch: Partial<Draft>) => void
}

/** What a visitor is told before and after. */
export function Thanks(props: Props) {
  return (
    <>
      <Area
        label={sayForm('thanks')}
        hint={sayForm('thanksHint')}
        value={props.draft.thanks}
        maxlength={2000}
        onInput={(thanks) => props.onChange({ thanks })}
      />
      <Field
        label={sayForm('redirect')}
        hint={sayForm('redirectHint')}
        type="url"
        value={props.draft.redirect ?? ''}
        problem={props.problemAt('redirect')}
        onInput={(event) => props.onChange({ redirect: event.currentTarget.value || null })}
      />
      <Area
        label={sayForm('consent')}
        hint={sayForm('consentHint')}
        value={props.draft.consent}
        maxlength={2000}
        onInput={(consent) => props.onChange({ consent })}
      />
      <Switch
        label={sayForm('optIn')}
        hint={sayForm('optInHint')}
        on={props.draft.optIn}
        problem={props.problemAt('optIn')}
        onChange={(optIn) => props.onChange({ optIn })}
      />
    </>
  )
}

export function Looks(props: Props) {
  const colors = () => props.draft.colors
  return (
    <>
      <div class={css.row}>
        <For each={['accent', 'background'] as const}>
          {(key) => (
            <Field
              label={sayForm(`color.${key}`)}
              type="color"
              value={colors()[key] ?? (key === 'accent' ? '#0b6b6f' : '#ffffff')}
              onInput={(event) => props.onChange({ colors: { ...colors(), [key]: event.currentTarget.value } })}
            />
          )}
        </For>
      </div>
      <Show when={colors().accent || colors().background}>
        <div>
          <Button size="small" onClick={() => props.onChange({ colors: { accent: null, background: null } })}>
            {sayForm('usualColors')}
          </Button>
        </div>
      </Show>
      <Field
        label={sayForm('logo')}
        type="url"
        value={props.draft.logo ?? ''}
        problem={props.problemAt('logo')}
        onInput={(event) => props.onChange({ logo: event.currentTarget.value || null })}
      />
    </>
  )
}

export function Protection(props: Props) {
  return (
    <>
      <Area
        label={sayForm('hosts')}
        hint={sayForm('hostsHint')}
        value={props.draft.hosts.join('\n')}
        problem={props.problemAt('hosts')}
        onInput={(text) => props.onChange({ hosts: text.split(/\s+/).filter(Boolean) })}
      />
      <Switch
        label={sayForm('turnstile')}
        hint={sayForm('turnstileHint')}
        on={props.draft.turnstile}
        problem={props.problemAt('turnstile')}
        onChange={(turnstile) => props.onChange({ turnstile })}
      />
    </>
  )
}
