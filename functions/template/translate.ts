import type { OptionsConfig } from '../../src/core/fields/index.ts'
import { type Json, LANGUAGES, type Language, type Project } from '../../src/core/model/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import { type ProjectKey, salesTemplate, TEMPLATE_WORDS, type TemplateProject } from '../../src/core/template/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { FEWEST, fieldsAlike } from './likeness.ts'

/** A name of the template in one language, and the same in the one that is wanted. */
type Pair<T> = readonly [from: T, to: T]

/**
 * Gives what the sales CRM's template has made the names that it has in another language: projects, lists, fields, options, tags, the
 * dashboard and its charts. Only names that are still as the template made them; what the team named itself stays, and nothing takes a
 * name that something else has.
 */
export async function translateTemplate(context: Context, language: Language) {
  const change = new Change(context)
  const templates = LANGUAGES.filter((one) => one !== language).flatMap((from) =>
    (['companies', 'people'] as const).map((sellTo): Pair<ReturnType<typeof salesTemplate>> => {
      const answers = { sellTo, currency: 'USD', with: ['delivery', 'invoices'] } as const
      return [salesTemplate({ ...answers, language: from }), salesTemplate({ ...answers, language })]
    }),
  )
  let renamed = 0
  for (const project of context.catalog.projects.filter((one) => may(context.access, one, 'manage'))) {
    const pairs = templates.flatMap(([from, to]) =>
      (Object.keys(from.projects) as ProjectKey[]).map(
        (key): Pair<TemplateProject> => [from.projects[key]!, to.projects[key]!],
      ),
    )
    const pair = likest(project, pairs)
    if (pair) renamed += translateProject(context, change, project, pair)
  }
  renamed += translateDashboards(context, change, language)
  await change.commit()
  return { change: change.id, renamed }
}

/** The project of the template that this one was made as. */
function likest(project: Project, pairs: readonly Pair<TemplateProject>[]): Pair<TemplateProject> | undefined {
  const likeness = ([from]: Pair<TemplateProject>) =>
    fieldsAlike(project, from) + (from.titleName === project.titleName ? 0.5 : 0)
  const best = pairs.toSorted((a, b) => likeness(b) - likeness(a))[0]
  return best && likeness(best) >= FEWEST ? best : undefined
}

/** Answers how many names it gives. */
function translateProject(
  context: Context,
  change: Change,
  project: Project,
  [from, to]: Pair<TemplateProject>,
): number {
  const { id } = project
  const projectNames = (['name', 'recordName', 'titleName'] as const).flatMap((key) =>
    project[key] === from[key] && from[key] !== to[key] ? [[key, to[key]] as const] : [],
  )
  const isTaken = context.catalog.projects.some((one) => one.id !== id && isSameName(one.name, to.name))
  const names = projectNames.filter(([key]) => key !== 'name' || !isTaken)
  if (names.length > 0) change.updateEntity('project', id, id, Object.fromEntries(names))
  const lists = namesOf(project.lists, from.lists, to.lists)
  const tags = namesOf(project.tags, from.tags, to.tags)
  // A field of another type is another field, whatever it is called; hidden ones have their names, too.
  const fields = namesOf(
    context.unfilteredProject(project).fields,
    from.fields,
    to.fields,
    (field, template) => field.type === template.type,
  ).filter((one) => project.fields.some((field) => field.id === one.id))
  change.updateEntities('list', id, lists)
  change.updateEntities('tag', id, tags)
  change.updateEntities('field', id, fields)
  const configs = project.fields.flatMap((field) => {
    const index = from.fields.findIndex(({ name, type }) => name === field.name && type === field.type)
    const config = index < 0 ? null : optionsIn(field.config, from.fields[index]!.config, to.fields[index]!.config)
    return config ? [{ id: field.id, config }] : []
  })
  change.updateEntities('field', id, configs)
  return names.length + lists.length + tags.length + fields.length + configs.length
}

/** Of these things those that are called as in `from`, with their names in `to`, which stands in the same order. */
function namesOf<T extends { id: number; name: string }, N extends { name: string }>(
  things: readonly T[],
  from: readonly N[],
  to: readonly N[],
  isSame: (thing: T, template: N) => boolean = () => true,
): { id: number; name: string }[] {
  const meant = things.flatMap((thing) => {
    const index = from.findIndex((one) => one.name === thing.name && isSame(thing, one))
    return index < 0 || to[index]!.name === thing.name ? [] : [{ id: thing.id, name: to[index]!.name }]
  })
  const stay = things.filter(({ id }) => !meant.some((one) => one.id === id))
  return meant.filter(({ name }, i) => {
    const isTwice = meant.findIndex((one) => isSameName(one.name, name)) !== i
    return !isTwice && !stay.some((one) => isSameName(one.name, name))
  })
}

/** The settings of a field with options of the template, renamed; null where none is. */
function optionsIn(config: Json, from: Record<string, unknown>, to: Record<string, unknown>): Json | null {
  const { options } = config as unknown as Partial<OptionsConfig>
  const [before, after] = [from, to].map((one) => (one as Partial<OptionsConfig>).options)
  if (!options || !before || !after) return null
  const indexed = options.map(({ name }, id) => ({ id, name }))
  const names = new Map(namesOf(indexed, before, after).map(({ id, name }) => [id, name]))
  if (names.size === 0) return null
  const renamed = options.map((option, i) => ({ ...option, name: names.get(i) ?? option.name }))
  return { ...(config as object), options: renamed } as unknown as Json
}

/** Dashboards and charts that are called as some template of them is in another language. */
function translateDashboards({ catalog }: Context, change: Change, language: Language): number {
  const to = TEMPLATE_WORDS[language]
  const others = LANGUAGES.filter((one) => one !== language).map((one) => TEMPLATE_WORDS[one])
  const namesTo = (kind: 'charts' | 'dashboards') => {
    const words = to[kind] as Record<string, string>
    return new Map(others.flatMap((from) => Object.entries(from[kind]).map(([key, name]) => [name, words[key]!])))
  }
  const [charts, dashboards] = [namesTo('charts'), namesTo('dashboards')]
  let renamed = 0
  for (const dashboard of catalog.dashboards) {
    const name = dashboards.get(dashboard.name)
    if (name !== undefined && name !== dashboard.name) {
      change.updateEntity('dashboard', 0, dashboard.id, { name })
      renamed++
    }
    const rows = dashboard.charts.flatMap(({ id, definition }) => {
      const before = (definition as { name: string }).name
      const name = charts.get(before)
      if (name === undefined || name === before) return []
      return [{ id, definition: { ...(definition as object), name } as unknown as Json }]
    })
    change.updateEntities('chart', 0, rows)
    renamed += rows.length
  }
  return renamed
}
