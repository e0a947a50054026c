import { isSameJson } from '../../../src/core/model/index.ts'
import type { Bound, Row } from '../../../src/core/sql/index.ts'
import { partsOf } from '../entities.ts'
import type { EntityHistory } from './entity-history.ts'
import type { KeptValue } from './kept-value.ts'

export type Pair = [before: Bound, after: Bound]

interface ValuesBefore {
  before: Record<string, Bound>
  kept: KeptValue[]
}

/** What an entity was before, by column, as far as nobody has changed it since; and what is kept. */
export function valuesBefore({ kind, fields }: EntityHistory, current: Row): ValuesBefore {
  const result: ValuesBefore = { before: {}, kept: [] }
  const keep = (field: string, current: KeptValue['current']) => result.kept.push({ record: '', field, current })
  for (const [name, pair] of Object.entries(JSON.parse(fields) as Record<string, Pair>)) {
    const currentValue = current[name] ?? null
    if (partsOf(kind).includes(name)) {
      const { before, kept } = partsBefore(pair, currentValue)
      if (before !== currentValue) result.before[name] = before
      for (const [key, value] of kept) keep(key, value)
    } else if (currentValue === pair[1]) result.before[name] = pair[0]
    else keep(name, currentValue)
  }
  return result
}

type Parts = Record<string, KeptValue['current']>

/** The same of a JSON object's keys: each by itself. */
function partsBefore(pair: Pair, current: Bound): { before: string; kept: [key: string, current: Parts[string]][] } {
  const [before, after, currentParts] = [...pair, current].map((json) => JSON.parse(String(json ?? '{}')) as Parts)
  const keptParts: [string, Parts[string]][] = []
  const result = { ...currentParts }
  for (const key of new Set([...Object.keys(before!), ...Object.keys(after!)])) {
    const [was, became, is] = [before![key], after![key], currentParts![key]]
    if (isSameJson(was, became) || isSameJson(was, is)) continue
    if (!isSameJson(became, is)) keptParts.push([key, is ?? null])
    else if (was === undefined) delete result[key]
    else result[key] = was
  }
  return { before: JSON.stringify(result), kept: keptParts }
}
