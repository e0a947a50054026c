import type { FieldAnswer } from '../../../core/api/answers.ts'
import type { ConfigContext, FieldWidget } from '../contract.ts'

/** What is chosen from the field's own options begins with those of the type before. */
export const chosenFrom = {
  choices: 'options',
  config: 'options',
  defaultConfig: ({ isRetyped, options }: ConfigContext): FieldAnswer['config'] =>
    // Without options the preview of the new type proposes them from the values.
    options ? { options } : isRetyped ? {} : { options: [] },
} satisfies Partial<FieldWidget>
