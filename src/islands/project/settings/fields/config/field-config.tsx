import { Match, Suspense, Switch } from 'solid-js'
import { lazyPart } from '../../../../../parts/lazy-part.tsx'
import { hasOptions } from '../../../../../parts/values/field-types.ts'
import { Problem } from '../switch.tsx'
import type { ConfigProps } from './config-props.ts'
import { CurrencyConfig } from './currency-config.tsx'
import { DurationConfig } from './duration-config.tsx'
import { LookupConfig } from './lookup-config.tsx'
import { OptionsConfig } from './options-config.tsx'
import { RatingConfig } from './rating-config.tsx'
import { ReferenceConfig } from './reference-config.tsx'
import { RollupConfig } from './rollup-config.tsx'
import { SeveralSwitch } from './several-switch.tsx'
import { UniqueIdConfig } from './unique-id-config.tsx'

// The language of formulas comes when a formula is opened.
const FormulaConfig = lazyPart(() => import('../formula/formula-config.tsx'))

/** What a type asks besides its name. */
export function FieldConfig(props: ConfigProps) {
  const type = () => props.draft.type
  const problem = () => Object.entries(props.problems).find(([path]) => path.startsWith('config'))?.[1]
  return (
    <>
      <Switch>
        <Match when={hasOptions(type())}>
          <OptionsConfig {...props} />
        </Match>
        <Match when={type() === 'currency'}>
          <CurrencyConfig {...props} />
        </Match>
        <Match when={type() === 'rating'}>
          <RatingConfig {...props} />
        </Match>
        <Match when={type() === 'uniqueId'}>
          <UniqueIdConfig {...props} />
        </Match>
        <Match when={type() === 'reference'}>
          <ReferenceConfig {...props} />
        </Match>
        <Match when={type() === 'person'}>
          <SeveralSwitch {...props} initial />
        </Match>
        <Match when={type() === 'duration'}>
          <DurationConfig {...props} />
        </Match>
        <Match when={type() === 'lookup'}>
          <LookupConfig {...props} />
        </Match>
        <Match when={type() === 'rollup'}>
          <RollupConfig {...props} />
        </Match>
        <Match when={type() === 'formula'}>
          <Suspense>
            <FormulaConfig {...props} />
          </Suspense>
        </Match>
      </Switch>
      <Problem text={problem()} />
    </>
  )
}
