import type { FieldAnswer, Named } from '../../../../core/api/answers.ts'
import { isSameJson, type Json } from '../../../../core/model/json.ts'

type Config = FieldAnswer['config']

/** What was made of settings here, on top of what others made of them since; null where both changed the same. */
export function rebase(base: Config, draft: Config, current: Config): Config | null {
  const merged: Config = {}
  for (const key of new Set([...Object.keys(current), ...Object.keys(draft)])) {
    const [was, here, there] = [base[key], draft[key], current[key]]
    if (isSameJson(here, was)) merged[key] = there as Json
    else if (isSameJson(there, was)) merged[key] = here as Json
    else if (key === 'options') merged[key] = rebaseOptions(was, here, there) as unknown as Json
    else if (!isSameJson(here, there)) return null
    else merged[key] = here as Json
    if (merged[key] === undefined) delete merged[key]
  }
  return merged
}

/** Their order and theirs that are new; without those taken away here, as they are called here, and with those that are new here. */
function rebaseOptions(was: Json | undefined, here: Json | undefined, there: Json | undefined): Named[] {
  const listOf = (value: Json | undefined) => (value ?? []) as unknown as Named[]
  const [before, ours, theirs] = [listOf(was), listOf(here), listOf(there)]
  const find = (list: Named[], { id }: Named) => list.find((option) => option.id === id)
  const mergedOptions = theirs.flatMap((option) => {
    const old = find(before, option)
    const draftOption = find(ours, option)
    if (!draftOption) return old ? [] : [option]
    return [old && isSameJson(old, draftOption) ? option : draftOption]
  })
  const isNew = (option: Named) =>
    !find(before, option) && !find(theirs, option) && !mergedOptions.some(({ name }) => name === option.name)
  return [...mergedOptions, ...ours.filter(isNew)]
}
