import { api } from '../../client/api.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { isSameName } from '../../core/text/identity.ts'
import { type Language, localeOf } from '../../i18n/index.ts'
import { areNine, type Stage } from './stages.ts'

interface Answers {
  name: string
  offers: string
  sellTo: 'companies' | 'people'
  country: string
  currency: string
  zone: string
  sample: boolean
  delivery: boolean
  invoices: boolean
  language: Language
  stages: Stage[]
}

/** Creates the sales CRM from the set-up answers; returns the id of the project to open. */
export async function createCrm(answers: Answers): Promise<string | undefined> {
  const { name, country, currency, zone, sellTo, sample, stages } = answers
  await api('PATCH', '/api/workspace', { name, country, currency, zone, locale: localeOf(answers.language) })
  await api('PUT', '/api/me/preferences', { language: answers.language })
  const created = await api<{ projects: ProjectAnswer[] }>('POST', '/api/templates/sales', {
    sample,
    sellTo,
    currency,
    language: answers.language,
    services: servicesIn(answers.offers),
    with: (['delivery', 'invoices'] as const).filter((feature) => answers[feature]),
    ...(!areNine(stages) && { lists: stages.map(({ id: _, ...list }) => list) }),
  })
  const deals = created.projects.find((project) => project.lists.length > 1) ?? created.projects.at(-1)
  return deals?.id
}

/** What was typed between commas, each once. */
function servicesIn(offers: string): string[] {
  const names = offers.split(/[,;\n]/).map((name) => name.trim().slice(0, 60))
  return names.filter((name, i) => name && names.findIndex((one) => isSameName(one, name)) === i).slice(0, 20)
}
