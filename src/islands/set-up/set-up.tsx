import { createEffect, createSignal, For, type JSX, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { ApiProblem } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { displayName } from '../../client/fallback-dates.ts'
import { persist, readPersisted } from '../../client/persisted.ts'
import { navigateTo } from '../../client/route.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { meQuery } from '../../client/workspace.ts'
import { language, t } from '../../i18n/index.ts'
import { countryChoices } from '../../parts/country-choices.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field, SelectField } from '../../widgets/field.tsx'
import { createCrm } from './create-crm.ts'
import { guessCountry, guessCurrency, guessZone } from './guess-region.ts'
import css from './set-up.module.css'
import { StageList } from './stage-list.tsx'
import { newStage, nineStages, type Stage } from './stages.ts'

export function SetUp() {
  return (
    <Screen>
      <Questions />
    </Screen>
  )
}

const guessed = () => ({
  name: '',
  offers: '',
  sellTo: 'companies' as 'companies' | 'people',
  country: guessCountry(),
  currency: guessCurrency(guessCountry()),
  zone: guessZone(),
  sample: true,
  delivery: false,
  invoices: false,
})

/** The set-up form; a draft survives a reload. */
interface Draft {
  answers: ReturnType<typeof guessed>
  stages: Stage[]
}

function Questions() {
  const draft = readPersisted<Draft | null>('setUp', null)
  const [answers, setAnswers] = createStore({ ...guessed(), ...draft?.answers })
  const [stages, setStages] = createStore<Stage[]>(
    draft ? draft.stages.map(({ name, kind, probability }) => newStage(name, kind, probability)) : nineStages(),
  )
  createEffect(() => persist('setUp', { answers: { ...answers }, stages: stages.map((stage) => ({ ...stage })) }))
  const [problem, setProblem] = createSignal('')
  createEffect(() => {
    document.title = `${t('setUp.title')} · Tonle`
  })
  onMount(() =>
    cache.fetchQuery(meQuery).catch((error) => {
      if (error instanceof ApiProblem && error.status === 401)
        void navigateTo('/sign-in/?next=/set-up/', { replace: true })
    }),
  )

  const { busy, onSubmit } = useSubmit(async () => {
    setProblem('')
    try {
      const project = await createCrm({
        ...answers,
        language: language(),
        stages: stages.map((stage) => ({ ...stage })),
      })
      persist('setUp', undefined)
      await cache.invalidateQueries()
      await navigateTo(project ? `/p/${project}/` : '/')
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <form class={css.form} onSubmit={onSubmit}>
      <header class={css.head}>
        <h1 class={css.title}>{t('setUp.title')}</h1>
        <p class={css.soft}>{t('setUp.lead')}</p>
        <LanguageSwitch onSelect={() => setStages(nineStages())} />
      </header>
      <Field
        label={t('setUp.workspace')}
        required
        maxlength={100}
        placeholder={t('setUp.workspaceExample')}
        value={answers.name}
        onInput={(event) => setAnswers('name', event.currentTarget.value)}
      />
      <Field
        label={t('setUp.offers')}
        hint={t('setUp.offersHint')}
        placeholder={t('setUp.offersExample')}
        value={answers.offers}
        onInput={(event) => setAnswers('offers', event.currentTarget.value)}
      />
      <Question title={t('setUp.sellTo')}>
        <div class={css.pair}>
          <For each={['companies', 'people'] as const}>
            {(customerType) => (
              <label class={css.choice}>
                <input
                  type="radio"
                  name="sellTo"
                  checked={answers.sellTo === customerType}
                  onChange={() => setAnswers('sellTo', customerType)}
                />
                <span>
                  <strong>{t(`setUp.${customerType}`)}</strong>
                  <span class={css.soft}>{t(`setUp.${customerType}Hint`)}</span>
                </span>
              </label>
            )}
          </For>
        </div>
      </Question>
      <Question title={t('setUp.money')}>
        <div class={css.pair}>
          <SelectField
            label={t('setUp.country')}
            value={answers.country}
            options={countryChoices()}
            onChange={(event) => {
              setAnswers({ country: event.currentTarget.value, currency: guessCurrency(event.currentTarget.value) })
            }}
          />
          <SelectField
            label={t('setUp.currency')}
            value={answers.currency}
            options={currencies()}
            onChange={(event) => setAnswers('currency', event.currentTarget.value)}
          />
        </div>
        <p class={css.soft}>
          {t('setUp.zone')}: {answers.zone}
        </p>
      </Question>
      <Question title={t('setUp.stages')} hint={t('setUp.stagesHint')}>
        <StageList stages={stages} set={setStages} />
      </Question>
      <Question title={t('setUp.more')} hint={t('setUp.moreHint')}>
        <div class={css.pair}>
          <For each={['delivery', 'invoices'] as const}>
            {(feature) => (
              <label class={css.choice}>
                <input
                  type="checkbox"
                  checked={answers[feature]}
                  onChange={(event) => setAnswers(feature, event.currentTarget.checked)}
                />
                <span>
                  <strong>{t(`setUp.${feature}`)}</strong>
                  <span class={css.soft}>{t(`setUp.${feature}Hint`)}</span>
                </span>
              </label>
            )}
          </For>
        </div>
      </Question>
      <label class={css.choice}>
        <input
          type="checkbox"
          checked={answers.sample}
          onChange={(event) => setAnswers('sample', event.currentTarget.checked)}
        />
        <span>
          <strong>{t('setUp.sample')}</strong>
          <span class={css.soft}>{t('setUp.sampleHint')}</span>
        </span>
      </label>
      <Show when={problem()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
      <Button variant="solid" size="wide" type="submit" disabled={busy()}>
        {t(busy() ? 'setUp.working' : 'setUp.submit')}
      </Button>
    </form>
  )
}

function Question(props: { title: string; hint?: string; children: JSX.Element }) {
  return (
    <fieldset class={css.question}>
      <legend class={css.legend}>{props.title}</legend>
      <Show when={props.hint}>{(hint) => <p class={css.soft}>{hint()}</p>}</Show>
      {props.children}
    </fieldset>
  )
}

function currencies(): { id: string; name: string }[] {
  return Intl.supportedValuesOf('currency').map((code) => ({
    id: code,
    name: `${code} · ${displayName('currency', code)}`,
  }))
}
