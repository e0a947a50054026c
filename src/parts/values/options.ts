import type { FieldAnswer } from '../../core/api/answers.ts'

export interface OptionAnswer {
  id: string
  name: string
  color?: string
}

export const optionsOf = (field: FieldAnswer): OptionAnswer[] =>
  (Array.isArray(field.config.options) ? field.config.options : []) as unknown as OptionAnswer[]

export const optionColor = (field: FieldAnswer, id: string): string =>
  optionsOf(field).find((option) => option.id === id)?.color ?? 'grey'
