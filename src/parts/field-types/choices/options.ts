import type { FieldAnswer } from '../../../core/api/answers.ts'
import type { ConfigContext, FieldWidget } from '../contract.ts'

/** Types with options start with the options of the previous type. */
export const chosenFrom = {
  choices: 'options',
  config: 'options',
  defaultConfig: ({ isRetyped, options }: ConfigContext): FieldAnswer['config'] =>
    // Without options the preview of the new type proposes them from the values.
    options ? { options } : isRetyped ? {} : { options: [] },
} satisfies Partial<FieldWidget>
