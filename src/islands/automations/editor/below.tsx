import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { Suspense } from 'solid-js'
import { say } from '../../../i18n/automation-words.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import type { Around } from '../sentence/describe.ts'
import css from './editor.module.css'

const Runs = lazyPart(() => import('../runs/runs.tsx'))

export function BackLink(props: { href: string }) {
  return (
    <a class={css.back} href={props.href}>
      <ArrowLeft size={14} />
      {say('back')}
    </a>
  )
}

/** What it did, below where it is changed. */
export function RunsOf(props: { automation: string; around: Around }) {
  return (
    <section class={css.below} aria-label={say('runs')}>
      <h3 class={css.heading}>{say('runs')}</h3>
      <Suspense>
        <Runs path={`/api/automations/${props.automation}/runs`} around={props.around} />
      </Suspense>
    </section>
  )
}
