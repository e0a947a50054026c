import type { ImportAnswer } from '../../core/api/answers.ts'
import { issueSentence } from '../../i18n/issue.ts'
import { sayLater } from '../../i18n/later.ts'
import type { Job } from './import-job.ts'

/** The refused rows as they were in the file, with the reason in a column of its own: mend them there and import them again. */
export async function downloadRefusedRows(job: Job, answer: ImportAnswer): Promise<void> {
  const reasons = new Map<number, string[]>()
  for (const refusal of answer.refused) {
    const reason = await issueSentence({ name: refusal.column, ...refusal.parts, ...refusal })
    reasons.set(refusal.row, [...(reasons.get(refusal.row) ?? []), reason])
  }
  const lines = [[...job.mapping.columns, sayLater('import.whyRefused')]]
  for (const [row, why] of reasons) {
    const [cells = []] = await job.rows(row - 1, 1)
    lines.push([...cells, why.join(' ')])
  }
  const text = `\ufeff${lines.map((line) => line.map(cellText).join(',')).join('\r\n')}\r\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${job.file()?.name.replace(/\.\w+$/, '') ?? 'import'}-${sayLater('import.refusedFile')}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const cellText = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
