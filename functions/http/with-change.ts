import * as v from 'valibot'
import { changeId } from '../../src/core/api/common.ts'

/** The answer of what changes something: what came of it, under its noun, and the change, which can be taken back. */
export const withChange = <E extends v.ObjectEntries>(entries: E) => v.strictObject({ ...entries, change: changeId })

export const changeOnly = withChange({})
