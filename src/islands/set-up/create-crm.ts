import { api } from '../../client/api.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { COLORS } from '../../core/model/entities.ts'
import { type Language, localeOf } from '../../i18n/index.ts'
import { nineStages, type Stage } from './stages.ts'

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
    with: (['delivery', 'invoices'] as const).filter((feature) => answers[feature]),
    // The template's nine stages keep their colours and stale limits.
    ...(JSON.stringify(stages) === JSON.stringify(nineStages()) ? {} : { lists: stages }),
  })
  const deals = created.projects.find((project) => project.lists.length > 1) ?? created.projects.at(-1)
  if (deals) await addOffers(deals, answers.offers)
  return deals?.id
}

async function addOffers(project: ProjectAnswer, offers: string): Promise<void> {
  const existingNames = new Set(project.tags.map((tag) => tag.name.toLowerCase()))
  const names = [...new Set(offers.split(/[,;\n]/).map((name) => name.trim()))]
  const newNames = names.filter((name) => name && !existingNames.has(name.toLowerCase()))
  for (const [index, name] of newNames.entries()) {
    const color = COLORS[1 + ((index + project.tags.length) % (COLORS.length - 1))]
    await api('POST', `/api/projects/${project.id}/tags`, { name: name.slice(0, 80), color })
  }
}
