import { raw } from '../../src/core/sql/index.ts'

/** What rights are made from is part of the catalog: every isolate reads it anew before it answers again. */
export const catalogChanged = raw('UPDATE workspace SET catalog_version = catalog_version + 1')
