import type { FormDefinition, FormField, ShowIf } from '../../src/core/api/form/index.ts'
import { atPath, IssueCollector, invalid } from '../../src/core/errors/index.ts'
import { isSettable, personOf, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { fieldNamed, worldOf } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { listNamed, tagNamed } from '../records/index.ts'

/** What a record has besides its project's own fields and a form may ask for. `files` hang on the record itself. */
const BUILT_IN = ['title', 'description', 'files'] as const
type BuiltIn = (typeof BUILT_IN)[number]
const builtIn = (name: string): BuiltIn | undefined => BUILT_IN.find((one) => one === name)

/** A definition as it was sent, with everything that it names by id. All that is wrong with it is told at once. */
export function definitionById(context: Context, project: Project, sent: FormDefinition): FormDefinition {
  const faults = new IssueCollector()
  const keys = sent.fields.map(({ field }) => keyIn(project, field))
  const fields = sent.fields.map((item, i): FormField => {
    const before = keys.slice(0, i)
    faults.try(`fields.${i}.field`, () => requireAsked(project, item.field, before))
    const showIf = item.showIf && faults.try(`fields.${i}.showIf`, () => conditionById(project, item.showIf!, before))
    return { ...item, field: keys[i]!, showIf: showIf ?? null }
  })
  const hidden = sent.hidden.map(({ field, ...item }, i) => {
    faults.try(`hidden.${i}`, () => requireHidden(context, project, field, item.value, keys))
    return { ...item, field: keyIn(project, field) }
  })
  if (![...fields, ...hidden].some(({ field }) => field === 'title'))
    faults.try('fields', () => {
      throw invalid('', 'required', { name: project.titleName })
    })
  const list = sent.list && faults.try('list', () => String(listNamed(project, sent.list).id))
  const tags = sent.tags.map((tag, i) => faults.try(`tags.${i}`, () => String(tagNamed(project, tag))) ?? tag)
  for (const [i, id] of sent.assignees.entries())
    faults.try(`assignees.${i}`, () => requirePerson(context, project, id))
  if (sent.match?.project && sent.match.project !== String(project.id))
    faults.try('match.project', () => {
      throw invalid('', 'notOneOf', { name: 'match.project', options: [String(project.id)] })
    })
  const follow = sent.then && faults.try('then', () => followById(context, project, sent.then!))
  if (sent.optIn) faults.try('optIn', () => requireAddress(project, fields))
  if (sent.turnstile) faults.try('turnstile', () => requireTurnstile(context))
  faults.throwIfAny()
  // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
  return { ...sent, fields, hidden, list: list || null, tags, then: follow || null }
}

/** A field's id, or the name that every project has; the name itself where there is no such field. */
const keyIn = (project: Project, name: string): string =>
  builtIn(name) ?? String(fieldNamed({ project }, name)?.id ?? name)

/** One that its reader may write. */
function writableField(project: Project, name: string): Field {
  const field = fieldNamed({ project }, name)
  if (!field) throw invalid('', 'unknownField', { name })
  if (field.fixed) throw invalid('', 'fixedField', { name: field.name })
  return field
}

function requireAsked(project: Project, name: string, before: readonly string[]): void {
  const field = builtIn(name) ? null : writableField(project, name)
  if (field && !typeOf(field.type)?.control) throw invalid('', 'notInForm', { name: field.name })
  if (before.includes(keyIn(project, name))) throw invalid('', 'nameTaken', { name: field?.name ?? name })
}

/** Only a field before it says whether it is shown, so that no two wait for each other. */
function conditionById(project: Project, condition: ShowIf, before: readonly string[]): ShowIf {
  const key = keyIn(project, condition.field)
  if (!before.includes(key)) throw invalid('field', 'notBefore', { name: condition.field })
  const field = project.fields.find(({ id }) => String(id) === key)
  const choices = field && typeOf(field.type)?.holds === 'options'
  if (condition.value === undefined || !choices) return { ...condition, field: key }
  return { ...condition, field: key, value: optionNamed(field, String(condition.value)) }
}

function optionNamed({ name, config }: Field, wanted: string): string {
  const { options } = config as unknown as { options: { id: string; name: string }[] }
  const found = options.find(({ id }) => id === wanted) ?? options.find((one) => one.name === wanted)
  if (!found) throw invalid('value', 'unknownOption', { name, value: wanted, options: options.map((one) => one.name) })
  return found.id
}

/** Its value is read when the form is saved, so that no visitor fails by it. */
function requireHidden(
  context: Context,
  project: Project,
  name: string,
  value: unknown,
  fieldKeys: readonly string[],
): void {
  if (fieldKeys.includes(keyIn(project, name))) throw invalid('field', 'nameTaken', { name })
  if (name === 'files') throw invalid('field', 'notSettable', { name })
  if (!builtIn(name)) requireValue(context, project, writableField(project, name), value)
}

function requireValue(context: Context, project: Project, field: Field, value: unknown): void {
  if (!isSettable(field.type)) throw invalid('', 'notSettable', { name: field.name })
  typeOf(field.type)!.parse(value, field.config, worldOf(context.scope(project), field.name))
}

const requirePerson = (context: Context, project: Project, id: string): number =>
  personOf(id, worldOf(context.scope(project), 'assignees'))

function followById(context: Context, project: Project, sent: NonNullable<FormDefinition['then']>) {
  const other = context.catalog.projects.find(({ id }) => String(id) === sent.project)
  if (!other) throw invalid('project', 'unknownProject')
  const target = context.project(other.id, 'edit')
  const link = fieldNamed({ project: target }, sent.link)
  const { project: leadsTo } = (link?.config ?? {}) as { project?: string }
  if (!link || link.fixed || typeOf(link.type)?.storage !== 'links' || leadsTo !== String(project.id))
    throw invalid('link', 'badLink', { name: link?.name ?? sent.link })
  for (const [i, id] of sent.assignees.entries()) atPath(`assignees.${i}`, () => requirePerson(context, target, id))
  const values = Object.entries(sent.values).map(([name, value]) => {
    if (!builtIn(name))
      atPath(`values.${name}`, () => requireValue(context, target, writableField(target, name), value))
    return [keyIn(target, name), value]
  })
  const list = sent.list === null ? null : String(listNamed(target, sent.list).id)
  return { ...sent, link: String(link.id), list, values: Object.fromEntries(values) as Record<string, unknown> }
}

/** Who confirms must be reached. */
function requireAddress(project: Project, fields: readonly FormField[]): void {
  const formFields = project.fields.filter(({ id }) => fields.some(({ field }) => field === String(id)))
  if (!formFields.some(({ type }) => typeOf(type)?.contact === 'mail')) throw invalid('', 'noAddressField')
}

function requireTurnstile({ env }: Context): void {
  if (!env.TURNSTILE_SITE_KEY || !env.TURNSTILE_SECRET) throw invalid('', 'noTurnstile')
}
