import { fallbackMonth, supportsDates } from '../../../client/fallback-dates.ts'
import * as format from '../../../client/format.ts'
import type { GroupAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { type Key, localeOf, t } from '../../../i18n/index.ts'
import { widgetOf } from '../../../parts/field-types/index.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { textOf } from '../../../parts/values/text-of.ts'
import type { Grouping } from './grouping.ts'

/** A group's name as a reader writes it; where nothing is filled in, "Empty". */
export function groupLabel({ key, label }: GroupAnswer, { by, every }: Grouping, project: ProjectAnswer): string {
  if (key === '') return t('empty')
  const subject = subjectNamed(project, by)
  if (subject?.name === 'listKind') return t(`kind.${key}` as Key)
  switch (subject?.kind) {
    case 'date':
    case 'instant':
      return periodLabel(key, every ?? 'day')
    case 'boolean':
      return t(key === '1' || key === 'true' ? 'yes' : 'no')
    case 'money': {
      const [amount = '', currency = ''] = label.split(' ')
      return format.money(amount, currency)
    }
    case 'number':
      return textOf({ type: subject.type, config: {} }, Number(label))
    default:
      return (subject && widgetOf(subject.type).groupLabel?.(key)) ?? label
  }
}

/** `key` is the period's first day, or the beginning of it: "2017-03", "2017". */
function periodLabel(key: string, period: string): string {
  const firstDay = key.padEnd(10, '-01')
  const date = new Date(`${firstDay}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return key
  if (period === 'year') return key.slice(0, 4)
  if (period === 'quarter') {
    return t('group.quarter', { quarter: Math.floor(date.getUTCMonth() / 3) + 1, year: firstDay.slice(0, 4) })
  }
  if (period === 'week') return t('group.week', { day: format.day(firstDay) })
  if (period === 'day') return format.day(firstDay)
  if (!supportsDates()) return fallbackMonth(date)
  return new Intl.DateTimeFormat(localeOf(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)
}
