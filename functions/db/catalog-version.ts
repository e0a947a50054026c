import { raw } from '../../src/core/sql/index.ts'

/** The catalog has changed: every isolate reads it anew before it answers again. */
export const bumpCatalogVersion = raw('UPDATE workspace SET catalog_version = catalog_version + 1')
