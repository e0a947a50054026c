import type { Access } from '../../src/core/permissions/index.ts'
import { sha256Hex } from '../crypto.ts'

/** Stands for what a person may see by their rights: what was made with other rights than they have now isn't shown as theirs. */
export const markOfSight = ({ person, rights, colleagues }: Access): Promise<string> =>
  sha256Hex(JSON.stringify([person.id, rights, colleagues]))
