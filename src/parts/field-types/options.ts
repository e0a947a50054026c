import type { FieldAnswer } from '../../core/api/answers.ts'
import type { Beginning, FieldWidget } from './contract.ts'

/** What is chosen from the field's own options begins with those of the type before. */
export const chosenFrom = {
  choices: 'options',
  config: 'options',
  defaultConfig: ({ retyped, options }: Beginning): FieldAnswer['config'] =>
    // Left out, the preview of another type proposes what the values are.
    options ? { options } : retyped ? {} : { options: [] },
} satisfies Partial<FieldWidget>
