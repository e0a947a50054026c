import type { FormDefinition } from '../../src/core/api/form/index.ts'
import type { LiveField } from './live-form.ts'

/*
 * How high a form is, about: a page keeps so much room for it before it is there, so that nothing below it jumps. A little too much
 * rather than too little: what is left over stays empty, what is missing would push the page down.
 */

/** As of text of 18 pixels: most pages have smaller. */
const LINE = 28
const GAP = 18
const CONTROLS: Partial<Record<LiveField['control'], number>> = { lines: 130, files: 48, checkbox: 4, scale: 36 }

/** In pixels, in a column of some 560; what is shown on a condition isn't counted. */
export function reservedHeight(definition: FormDefinition, fields: readonly LiveField[]): number {
  const { title, intro, consent, logo } = definition
  const shown = fields.filter(({ showIf }) => !showIf)
  const parts = [
    logo ? 56 + GAP : 0,
    title ? 40 + GAP : 0,
    linesIn(intro),
    ...shown.map((field) => heightOf(field) + GAP),
    consent ? linesIn(consent) + 8 : 0,
    // The button.
    48,
  ]
  return Math.ceil(parts.reduce((sum, one) => sum + one, 0) / 10) * 10
}

function heightOf({ control, help, options }: LiveField): number {
  const inner = control === 'choices' ? options.length * 36 : (CONTROLS[control] ?? 46)
  return LINE + 4 + inner + (help ? LINE : 0)
}

const linesIn = (text: string): number => (text ? Math.ceil([...text].length / 60) * LINE + GAP : 0)
