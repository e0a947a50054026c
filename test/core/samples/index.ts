import { choices } from './choices.ts'
import { numbers } from './numbers.ts'
import type { Samples } from './samples.ts'
import { texts } from './texts.ts'

export const samples: Record<string, Samples> = { ...texts, ...numbers, ...choices }
