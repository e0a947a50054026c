import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, Show } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { displayName } from '../../client/fallback-dates.ts'
import { day, money } from '../../client/format.ts'
import { toast } from '../../client/toasts.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { SelectField } from '../../widgets/field.tsx'
import { type Rate, RateForm } from './rate-form.tsx'
import css from './rate-table.module.css'
import { Section } from './section.tsx'

interface Patch {
  reportCurrency?: string | null
  rates?: Rate[]
  addRates?: Rate[]
  removeRates?: Pick<Rate, 'currency' | 'from'>[]
}

/** Exchange rates from the report currency, each valid from a day: totals of several currencies are also shown in one. */
export function RateTable(props: { workspace: MeAnswer['workspace'] }) {
  const [problem, setProblem] = createSignal<{ path: string; text: string }>()
  const report = () => props.workspace.reportCurrency ?? ''
  const rates = () => props.workspace.rates ?? []
  const sorted = () => [...rates()].sort((a, b) => a.currency.localeCompare(b.currency) || b.from.localeCompare(a.from))

  async function save(part: Patch): Promise<boolean> {
    try {
      setProblem()
      await api('PATCH', '/api/workspace', part)
      await cache.invalidateQueries({ queryKey: ['me'] })
      toast({ kind: 'done', text: t('settings.saved') })
      return true
    } catch (error) {
      const path = error instanceof ApiProblem ? (error.errors[0]?.path ?? '') : ''
      setProblem({ path: path.split('.').at(-1) ?? '', text: await errorMessage(error) })
      return false
    }
  }

  return (
    <Section title={t('rates.title')} text={t('rates.text')}>
      <SelectField
        label={t('rates.report')}
        value={report()}
        options={[
          { id: '', name: t('rates.none') },
          ...Intl.supportedValuesOf('currency').map((id) => ({ id, name: `${id} · ${displayName('currency', id)}` })),
        ]}
        onChange={(event) => {
          const reportCurrency = event.currentTarget.value || null
          // Rates are relative to the report currency, so they are cleared when it changes.
          void save({ reportCurrency, ...(rates().length > 0 && { rates: [] }) })
        }}
      />
      <Show when={report()}>
        <ul class={css.rates} aria-label={t('rates.title')}>
          <For each={sorted()} fallback={<li class={css.soft}>{t('rates.empty')}</li>}>
            {(rate) => (
              <li class={css.rate}>
                <span class={css.line}>
                  {t('rates.line', { report: report(), rate: money(rate.rate, rate.currency) })}
                </span>
                <span class={css.soft}>{t('rates.since', { day: day(rate.from) })}</span>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={t('rates.remove', { currency: rate.currency, day: day(rate.from) })}
                  onClick={() => void save({ removeRates: [{ currency: rate.currency, from: rate.from }] })}
                >
                  <Trash size={14} />
                </Button>
              </li>
            )}
          </For>
        </ul>
        <RateForm report={report()} problem={problem()} onAdd={(rate) => save({ addRates: [rate] })} />
      </Show>
      <Show when={problem() && !['rate', 'from', 'currency'].includes(problem()!.path)}>
        <p class={css.problem} role="alert">
          {problem()?.text}
        </p>
      </Show>
    </Section>
  )
}
