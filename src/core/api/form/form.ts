import * as v from 'valibot'
import { isLocale } from '../../text/locale.ts'
import { count, id, idOf, json, named, nameOf } from '../common.ts'

/** What of the page that a form stands on can be kept in a hidden field. */
export const CAPTURES = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'referrer',
  'page',
] as const
export type Capture = (typeof CAPTURES)[number]

/** Values as they are sent or answered, by fields. */
export const values = v.record(v.string(), json) as v.GenericSchema<Record<string, unknown>>

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest))
const fieldName = v.pipe(v.string(), v.description('a field by id or name, `title` or `description`'))

/** Where it is shown: `filled` and `empty` ask whether anything stands in the field, `eq` and `ne` for a value, an option by its id. */
const condition = v.strictObject({
  field: fieldName,
  op: v.picklist(['eq', 'ne', 'filled', 'empty']),
  value: v.optional(v.union([v.string(), v.boolean(), v.number()])),
})

const formField = v.strictObject({
  field: v.pipe(fieldName, v.description('also `files`, which hang on the record itself')),
  /** as it is called in the form; the field's own name where there is none */
  label: v.optional(text(200), ''),
  help: v.optional(text(500), ''),
  required: v.optional(v.boolean(), false),
  showIf: v.optional(v.nullable(condition), null),
})
export type FormField = v.InferOutput<typeof formField>
export type ShowIf = NonNullable<FormField['showIf']>

/** A value for the record that nobody is asked for. With `from` it is what the page's address says of where the visitor comes from, where it says that. */
const hiddenField = v.strictObject({
  field: fieldName,
  value: v.optional(json as v.GenericSchema<unknown>, null),
  from: v.optional(v.nullable(v.picklist(CAPTURES)), null),
})

/** What a form says, in one language. What is left out is said as in the form's own. */
const texts = v.strictObject({
  title: v.optional(text(200)),
  intro: v.optional(text(2000)),
  button: v.optional(text(60)),
  thanks: v.optional(text(2000)),
  consent: v.optional(text(2000)),
  fields: v.optional(
    v.record(v.string(), v.strictObject({ label: v.optional(text(200)), help: v.optional(text(500)) })),
  ),
  /** names of options by their ids */
  options: v.optional(v.record(v.string(), text(200))),
})
export type FormTexts = v.InferOutput<typeof texts>

const language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  v.check(isLocale, 'no language that exists'),
  v.description('BCP 47'),
)
/** Its origin goes into the page's policy, where a space, a comma or a semicolon would begin something else. */
const webAddress = v.pipe(v.string(), v.trim(), v.maxLength(1000), v.regex(/^https?:\/\/[^\s"'<>;,]+$/i), v.url())
/** As CSS takes it: #0b6b6f */
const hexColor = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))
/** `example.com`, with a port where it has one; `*.example.com` is all that ends so */
const host = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/))

const definition = {
  fields: v.pipe(v.array(formField), v.minLength(1), v.maxLength(50)),
  hidden: v.optional(v.pipe(v.array(hiddenField), v.maxLength(50)), []),
  /** where new records stand; the first list where none is named */
  list: v.optional(v.nullable(v.string()), null),
  tags: v.optional(v.pipe(v.array(v.string()), v.maxLength(50)), []),
  assignees: v.optional(v.pipe(v.array(idOf('person', 'somebody, by id')), v.maxLength(50)), []),
  /** a record that has the same address or phone is the same customer: what is empty there is filled in */
  match: v.optional(
    v.nullable(
      v.strictObject({
        by: v.pipe(v.array(v.picklist(['email', 'phone'])), v.minLength(1)),
        project: v.optional(idOf('project', 'the form’s own')),
      }),
    ),
    null,
  ),
  /** a record of another project that is made along with it and refers to it */
  // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
  then: v.optional(
    v.nullable(
      v.strictObject({
        project: idOf('project', 'where it is made'),
        link: v.pipe(v.string(), v.description('its field that refers to the form’s project')),
        list: v.optional(v.nullable(v.string()), null),
        assignees: v.optional(v.pipe(v.array(idOf('person', 'somebody, by id')), v.maxLength(50)), []),
        values: v.optional(values, {}),
      }),
    ),
    null,
  ),
  title: v.optional(text(200), ''),
  intro: v.optional(text(2000), ''),
  button: v.optional(text(60), ''),
  thanks: v.optional(text(2000), ''),
  /** where the visitor is led instead of being thanked there */
  redirect: v.optional(v.nullable(webAddress), null),
  /** on which sites it may stand; on all where none is named */
  hosts: v.optional(v.pipe(v.array(host), v.maxLength(50)), []),
  /** what the visitor has to agree to; kept with what they send */
  consent: v.optional(text(2000), ''),
  /** the record is made once the visitor has followed a link in a mail */
  optIn: v.optional(v.boolean(), false),
  turnstile: v.optional(v.boolean(), false),
  language: v.optional(language, 'en'),
  texts: v.optional(v.pipe(v.record(language, texts), v.maxEntries(20)), {}),
  colors: v.optional(
    v.strictObject({
      accent: v.optional(v.nullable(hexColor), null),
      background: v.optional(v.nullable(hexColor), null),
    }),
    { accent: null, background: null },
  ),
  logo: v.optional(v.nullable(webAddress), null),
}

const wholeDefinition = v.strictObject(definition)
/** What a form is, by ids: as it is stored and answered. */
export type FormDefinition = v.InferOutput<typeof wholeDefinition>

export const formInput = v.strictObject({ name: nameOf(100), open: v.optional(v.boolean(), true), ...definition })
export type FormInput = v.InferOutput<typeof formInput>

/** One that isn't saved, and the language in which it is looked at. */
export const previewInput = v.strictObject({ ...formInput.entries, preview: v.optional(language) })
export const formPreview = v.strictObject({ html: v.string() })

/** What isn't sent stays as it is. */
const withoutDefaults = Object.fromEntries(
  Object.entries(definition).map(([key, schema]) => [key, v.optional('wrapped' in schema ? schema.wrapped : schema)]),
) as unknown as { [K in keyof typeof definition]: v.OptionalSchema<(typeof definition)[K], undefined> }

export const formPatch = v.strictObject({
  name: v.optional(nameOf(100)),
  open: v.optional(v.boolean()),
  ...withoutDefaults,
})
export type FormPatch = v.InferOutput<typeof formPatch>

export const form = v.strictObject({
  id,
  project: id,
  name: v.string(),
  open: v.boolean(),
  /** its page, which can be shown within other pages */
  url: v.string(),
  owner: v.nullable(named),
  /** why it takes nothing in, as an issue, although it is open */
  paused: v.nullable(v.strictObject({ code: v.string(), message: v.string() })),
  /** so many pixels are kept free for it until it is there */
  height: count,
  ...(Object.fromEntries(
    Object.entries(definition).map(([key, schema]) => [key, 'wrapped' in schema ? schema.wrapped : schema]),
  ) as unknown as typeof definition),
})
export type FormAnswer = v.InferOutput<typeof form>

/** A visitor's, by the names of the form's controls: `title`, `description`, `files`, `f12` for the field 12; and what comes with them. */
export const sentForm = v.objectWithRest(
  { token: v.optional(v.string()), consent: v.optional(v.string()) },
  v.union([v.string(), v.array(v.string()), v.file()]),
)
