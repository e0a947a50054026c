import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { FormTexts } from '../../../core/api/form/index.ts'
import { LANGUAGES as SPOKEN } from '../../../core/model/language.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { LANGUAGES } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { Switch } from '../../../widgets/switch.tsx'
import type { Draft } from '../draft.ts'
import css from '../forms.module.css'
import { Area, Choice } from './controls.tsx'
import { askable } from './field-list.tsx'

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

/** Its own language, and what it says in the others that the program speaks. */
export function Languages(props: Props) {
  const options = () => SPOKEN.map((id) => ({ id, name: LANGUAGES[id].name }))
  const others = () => options().filter(({ id }) => id !== props.draft.language)
  const textsIn = (tongue: string): FormTexts => props.draft.texts[tongue] ?? {}
  const set = (tongue: string, patch: FormTexts) =>
    props.onChange({ texts: { ...props.draft.texts, [tongue]: { ...textsIn(tongue), ...patch } } })
  const nameOf = (key: string) => askable(props.project).find(({ id }) => id === key)?.name ?? ''
  return (
    <>
      <Choice
        label={sayForm('language')}
        value={props.draft.language}
        options={options()}
        onChange={(language) => language && props.onChange({ language })}
      />
      <For each={others()}>
        {({ id, name }) => (
          <fieldset class={css.choices} lang={id}>
            <legend>{sayForm('inLanguage', { name })}</legend>
            <For each={['title', 'intro', 'button', 'thanks', 'consent'] as const}>
              {(key) => (
                <Show when={props.draft[key]}>
                  <Area
                    label={sayForm(key === 'title' ? 'heading' : key)}
                    hint={props.draft[key]}
                    value={textsIn(id)[key] ?? ''}
                    onInput={(text) => set(id, { [key]: text })}
                  />
                </Show>
              )}
            </For>
            <For each={props.draft.fields.map(({ field, label }) => ({ field, label: label || nameOf(field) }))}>
              {({ field, label }) => (
                <Field
                  label={label}
                  value={textsIn(id).fields?.[field]?.label ?? ''}
                  maxlength={200}
                  onInput={(event) =>
                    set(id, {
                      fields: {
                        ...textsIn(id).fields,
                        [field]: { ...textsIn(id).fields?.[field], label: event.currentTarget.value },
                      },
                    })
                  }
                />
              )}
            </For>
          </fieldset>
        )}
      </For>
    </>
  )
}
