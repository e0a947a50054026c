export { FIRST_RECIPES, RECIPES, type RecipeInput, type RecipeProject } from './recipes.ts'
export { RECIPE_WORDS, type RecipeKey, type RecipeWords } from './words.ts'
