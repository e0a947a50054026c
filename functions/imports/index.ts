export { findable } from './match-rows.ts'
export { matchesOf, selectMatching } from './select-matching.ts'
