import { type Component, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { ConfigForm } from '../../../../../parts/field-types/contract.ts'
import { widgetOf } from '../../../../../parts/field-types/index.ts'
import { lazyPart } from '../../../../../parts/lazy-part.tsx'
import { Problem } from '../problem.tsx'
import { ButtonConfig } from './button-config.tsx'
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

// The formula language is loaded when a formula is opened.
const FormulaConfig = lazyPart(() => import('../formula/formula-config.tsx'))

/** The config forms by the name that field types use. */
const FORMS: Record<ConfigForm, Component<ConfigProps>> = {
  options: OptionsConfig,
  currency: CurrencyConfig,
  rating: RatingConfig,
  uniqueId: UniqueIdConfig,
  reference: ReferenceConfig,
  people: (props) => <SeveralSwitch {...props} initial />,
  button: ButtonConfig,
  duration: DurationConfig,
  lookup: LookupConfig,
  rollup: RollupConfig,
  formula: (props) => (
    <Suspense>
      <FormulaConfig {...props} />
    </Suspense>
  ),
}

/** What a type asks besides its name. */
export function FieldConfig(props: ConfigProps) {
  const form = () => widgetOf(props.draft.type).config
  const problem = () => Object.entries(props.problems).find(([path]) => path.startsWith('config'))?.[1]
  return (
    <>
      <Show when={form()}>{(name) => <Dynamic component={FORMS[name()]} {...props} />}</Show>
      <Problem text={problem()} />
    </>
  )
}
