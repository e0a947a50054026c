import type { FormInput } from '../api/form/index.ts'
import { LANGUAGES, type Language } from '../model/language.ts'
import { TEMPLATE_WORDS } from './words.ts'

interface FormWords {
  name: string
  intro: string
  wish: string
  wishHelp: string
  button: string
  thanks: string
  consent: string
}

const WORDS: Record<Language, FormWords> = {
  en: {
    name: 'Contact us',
    intro: 'Tell us what you need. We answer within one working day.',
    wish: 'How can we help you?',
    wishHelp: 'What you are looking for, how much of it, and by when.',
    button: 'Send',
    thanks: 'Thank you. We have received your message and will be in touch within one working day.',
    consent: 'You may keep what I send, to answer me.',
  },
  km: {
    name: 'ទាក់ទងមកយើង',
    intro: 'សូមប្រាប់យើងពីអ្វីដែលអ្នកត្រូវការ។ យើងនឹងឆ្លើយតបក្នុងមួយថ្ងៃធ្វើការ។',
    wish: 'តើយើងអាចជួយអ្វីអ្នកបាន?',
    wishHelp: 'អ្វីដែលអ្នកកំពុងស្វែងរក បរិមាណប៉ុន្មាន និងត្រឹមពេលណា។',
    button: 'ផ្ញើ',
    thanks: 'សូមអរគុណ។ យើងបានទទួលសាររបស់អ្នក ហើយនឹងទាក់ទងទៅអ្នកក្នុងមួយថ្ងៃធ្វើការ។',
    consent: 'ខ្ញុំយល់ព្រមឲ្យរក្សាទុកអ្វីដែលខ្ញុំផ្ញើ ដើម្បីឆ្លើយតបមកខ្ញុំ។',
  },
}

/** Where things of the template are, by their ids. */
export interface FormPlaces {
  email: string
  phone: string
  source: string
  opportunities: string
  /** the opportunities' reference to customers, and where they come from */
  customer: string
  dealSource: string
  unqualified: string
  /** whoever makes the CRM answers first */
  person: string
}

/**
 * The form that the sales CRM begins with, ready to stand on a website: it makes the customer, or finds them again, and an opportunity. It
 * reads in the template's language, and in the others that the program speaks.
 */
export function templateForm(language: Language, sellTo: 'companies' | 'people', places: FormPlaces): FormInput {
  const { email, phone, source, opportunities, customer, dealSource, unqualified, person } = places
  const labels = (tongue: Language) => {
    const { companyName, personName, fields } = TEMPLATE_WORDS[tongue]
    return { title: sellTo === 'companies' ? companyName : personName, email: fields.email, phone: fields.phone }
  }
  const words = WORDS[language]
  const named = labels(language)
  const fieldDefaults = { required: false, showIf: null, help: '' }
  return {
    name: words.name,
    open: true,
    fields: [
      { ...fieldDefaults, field: 'title', label: named.title, required: true },
      { ...fieldDefaults, field: email, label: named.email, required: true },
      { ...fieldDefaults, field: phone, label: named.phone },
      { ...fieldDefaults, field: 'description', label: words.wish, help: words.wishHelp },
    ],
    // An option's id is its key.
    hidden: [{ field: source, value: 'website', from: null }],
    list: null,
    tags: [],
    assignees: [person],
    match: { by: ['email', 'phone'] },
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    then: {
      project: opportunities,
      link: customer,
      list: unqualified,
      assignees: [],
      values: { [dealSource]: 'website' },
    },
    title: words.name,
    intro: words.intro,
    button: words.button,
    thanks: words.thanks,
    redirect: null,
    hosts: [],
    consent: words.consent,
    optIn: false,
    turnstile: false,
    language,
    texts: Object.fromEntries(
      LANGUAGES.filter((one) => one !== language).map((tongue) => {
        const { name, wish, wishHelp, ...formTexts } = WORDS[tongue]
        const { title, ...more } = labels(tongue)
        const fields = {
          title: { label: title },
          [email]: { label: more.email },
          [phone]: { label: more.phone },
          description: { label: wish, help: wishHelp },
        }
        return [tongue, { ...formTexts, title: name, fields }]
      }),
    ),
    colors: { accent: null, background: null },
    logo: null,
  }
}
