import type { Language } from '../../model/language.ts'
import type { RecipeWords } from './recipe-words.ts'
import { RECIPES_EN, type RecipeKey } from './words-en.ts'
import { RECIPES_KM } from './words-km.ts'

export type { RecipeKey, RecipeWords }

export const RECIPE_WORDS: Record<Language, Record<RecipeKey, RecipeWords>> = { en: RECIPES_EN, km: RECIPES_KM }
