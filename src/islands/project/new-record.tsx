import { createSignal, Show } from 'solid-js'
import { createRecord } from '../../client/changes/create-record.ts'
import { errorMessage } from '../../client/error-message.ts'
import { navigateTo, whileHere } from '../../client/route.ts'
import { useSubmit } from '../../client/use-submit.ts'
import type { FieldAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { isReadOnly, kindOf } from '../../parts/field-types/index.ts'
import { customerField, sumField } from '../../parts/field-types/primary-fields.ts'
import { ReferencePicker } from '../../parts/values/reference-picker.tsx'
import { readTypedMoney } from '../../parts/values/typed-number.ts'
import { Button } from '../../widgets/button.tsx'
import { Field, SelectField } from '../../widgets/field.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'
import { recordHref } from './filter.ts'
import css from './new-record.module.css'
import { ownRecord } from './own-record.ts'

/** Creates a record by what tells it from others: its title, for whom it is, how much, and in which list; and opens it. */
export default function NewRecord(props: { project: ProjectAnswer; onClose: () => void }) {
  const [problem, setProblem] = createSignal('')
  const [amountProblem, setAmountProblem] = createSignal('')
  const [links, setLinks] = createSignal<Json>([])
  const givable = (field: FieldAnswer | undefined) =>
    field && !field.fixed && !field.hidden && !isReadOnly(field.type) ? field : undefined
  const customer = () => givable(customerField(props.project))
  const amount = () => {
    const field = givable(sumField(props.project))
    return field && kindOf(field.type) === 'money' ? field : undefined
  }

  const { busy, onSubmit } = useSubmit(async (form) => {
    const data = new FormData(form)
    const proceed = whileHere(navigateTo)
    const money = await amountFrom(
      amount(),
      String(data.get('amount') ?? '').trim(),
      String(data.get('currency') ?? ''),
    )
    setAmountProblem(money.problem ?? '')
    if (money.problem) return
    const linked = (links() as { id: string }[]).map(({ id }) => id)
    try {
      const record = await createRecord(props.project.id, {
        title: String(data.get('title')).trim(),
        list: String(data.get('list')),
        values: {
          ...(linked.length > 0 && { [customer()!.id]: linked }),
          ...(money.value && { [amount()!.id]: money.value }),
        },
        ...ownRecord(props.project),
      })
      props.onClose()
      if (record) await proceed(recordHref(props.project.id, record.id))
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Dialog
      title={t('project.new', { record: props.project.recordName })}
      closeLabel={t('close')}
      onClose={props.onClose}
    >
      <form class={css.form} onSubmit={onSubmit}>
        <Field label={props.project.titleName} name="title" required autofocus autocomplete="off" problem={problem()} />
        <Show when={customer()}>{(field) => <LinkField field={field()} links={links()} onChange={setLinks} />}</Show>
        <Show when={amount()}>
          {(field) => (
            <div class={css.money}>
              <Field
                label={field().name}
                name="amount"
                inputmode="decimal"
                autocomplete="off"
                problem={amountProblem()}
              />
              <Show when={currenciesOf(field()).length > 1}>
                <SelectField
                  label={t('setUp.currency')}
                  name="currency"
                  options={currenciesOf(field()).map((code) => ({ id: code, name: code }))}
                />
              </Show>
            </div>
          )}
        </Show>
        <SelectField label={t('record.list')} name="list" options={props.project.lists} />
        <div class={css.actions}>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button variant="solid" type="submit" disabled={busy()}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A record of another project, found by its title or made on the spot. */
function LinkField(props: { field: FieldAnswer; links: Json; onChange: (links: Json) => void }) {
  const [open, setOpen] = createSignal(false)
  let button!: HTMLButtonElement
  const close = () => {
    setOpen(false)
    button.focus()
  }
  const titles = () => (props.links as { title: string }[]).map(({ title }) => title).join(', ')
  return (
    <div class={css.link}>
      <span class={css.label} aria-hidden="true">
        {props.field.name}
      </span>
      <Show
        when={open()}
        fallback={
          <button
            ref={button}
            type="button"
            class={css.pick}
            aria-label={`${props.field.name}: ${titles() || t('value.add')}`}
            data-empty={titles() ? undefined : ''}
            onClick={() => setOpen(true)}
          >
            {titles() || t('value.add')}
          </button>
        }
      >
        {/* Not in a popover: what floats above a dialog is hidden from screen readers with all else outside it. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the key of the search box inside */}
        <div
          class={css.choices}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            event.preventDefault()
            close()
          }}
        >
          <ReferencePicker
            field={props.field}
            value={props.links}
            onSave={async (_ids, shown) => {
              props.onChange(shown ?? [])
              return undefined
            }}
            onClose={close}
          />
        </div>
      </Show>
    </div>
  )
}

const currenciesOf = ({ config }: FieldAnswer): string[] => [
  String(config.currency),
  ...((config.others as string[] | undefined) ?? []),
]

async function amountFrom(
  field: FieldAnswer | undefined,
  typed: string,
  chosen: string,
): Promise<{ value?: Json; problem?: string }> {
  if (!field || typed === '') return {}
  const codes = currenciesOf(field)
  const [one, other] = readTypedMoney(typed, codes, chosen || codes[0]!)
  if (one && !other) return { value: { ...one } }
  const { issueSentence } = await import('../../i18n/issue.ts')
  return { problem: await issueSentence({ code: 'notAmount', message: '', name: field.name, value: typed }) }
}
