import { type Accessor, type JSX, Match, Switch } from 'solid-js'
import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Delayed } from '../widgets/delayed.tsx'
import { Message } from '../widgets/message.tsx'
import css from './loading.module.css'

/** What a query brought; until then that it loads, or that it failed. */
export function Loading<T>(props: {
  /** paused: it waits for the network */
  query: { isError: boolean; fetchStatus?: string; refetch: () => unknown }
  when: T | undefined
  children: (value: Accessor<T>) => JSX.Element
}) {
  return (
    <Switch
      fallback={
        <Delayed>
          <p class={css.soft} role="status">
            {t('loading')}
          </p>
        </Delayed>
      }
    >
      <Match when={props.when}>{(value) => props.children(value as Accessor<T>)}</Match>
      <Match when={props.query.isError || props.query.fetchStatus === 'paused'}>
        <Message role="alert" title={t('failed.title')} text={t('failed.text')}>
          <Button variant="solid" onClick={() => void props.query.refetch()}>
            {t('retry')}
          </Button>
        </Message>
      </Match>
    </Switch>
  )
}
