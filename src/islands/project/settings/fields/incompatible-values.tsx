import { createResource, For, Show } from 'solid-js'
import { latestValue } from '../../../../client/latest-value.ts'
import { t } from '../../../../i18n/index.ts'
import type { Config } from './draft.ts'
import css from './retype.module.css'

export interface Preview {
  type: string
  config: Config
  records: number
  converts: number
  misfits: number
  examples: { record: { id: string; title: string }; value: string; code: string; message: string }[]
}

/** The first values that another type couldn't hold, each with its reason. */
export function IncompatibleValues(props: { name: string; examples: Preview['examples']; hasMore: boolean }) {
  const [reasons] = createResource(
    () => props.examples,
    async (examples) => {
      const { issueSentence } = await import('../../../../i18n/issue.ts')
      return Promise.all(examples.map((example) => issueSentence({ ...example, name: props.name })))
    },
  )
  return (
    <div class={css.misfits}>
      <Show when={props.hasMore}>
        <p class={css.soft}>{t('fields.retypeFirst', { count: props.examples.length })}</p>
      </Show>
      <ul class={css.list}>
        <For each={props.examples}>
          {(example, index) => (
            <li class={css.misfit}>
              <span class={css.value}>{example.value}</span>
              <span class={css.record}>{example.record.title}</span>
              <span class={css.why}>{latestValue(reasons)?.[index()] ?? example.message}</span>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
