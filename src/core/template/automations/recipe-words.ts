/** What a ready automation is called, what it does in one line, and what it says. */
export interface RecipeWords {
  name: string
  description: string
  text: string
}
