import { definitionById } from '../../src/core/automations/by-id.ts'
import type { Catalog, Language, Project } from '../../src/core/model/index.ts'
import { LANGUAGE } from '../../src/core/query/index.ts'
import { FIRST_RECIPES, RECIPE_WORDS, RECIPES, type RecipeProject } from '../../src/core/template/automations/index.ts'
import { createDueIndexes } from '../automations/index.ts'
import type { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'

/** The automations that the sales CRM begins with, on, and whoever makes it their owner. `projects` are all that it makes. */
export function addAutomations(
  context: Context,
  change: Change,
  projects: readonly Project[],
  opportunities: Project,
  language: Language,
): void {
  const { person, now } = context
  const catalog: Catalog = { ...context.catalog, projects: [...context.catalog.projects, ...projects] }
  const scope = { catalog, project: opportunities, me: person.id, now, row: 'r', language: LANGUAGE }
  const newAutomations = FIRST_RECIPES.flatMap((key) => {
    const words = RECIPE_WORDS[language][key]
    const recipe = RECIPES[key]({
      project: recipeProject(opportunities),
      others: projects.map(recipeProject),
      me: String(person.id),
      words,
    })
    if (!recipe) return []
    const { triggers, conditions = null, actions } = recipe
    return [{ words, definition: definitionById({ triggers, conditions, actions }, scope) }]
  })
  change.createEntities(
    'automation',
    opportunities.id,
    newAutomations.map(({ words: { name, description }, definition }, i) => ({
      projectId: opportunities.id,
      name,
      description,
      isOn: true,
      ownerId: person.id,
      definition,
      since: now,
      position: i + 1,
    })),
  )
  const indexes = newAutomations.flatMap(({ definition }) => createDueIndexes(definition, opportunities.id))
  change.add(...new Map(indexes.map((index) => [index.text, index])).values())
}

const recipeProject = ({ id, lists, fields }: Project): RecipeProject => ({
  id: String(id),
  lists: lists.map((list) => ({ id: String(list.id), kind: list.kind })),
  fields: fields.map(({ id, name, type, config }) => ({ id: String(id), name, type, config })),
})
