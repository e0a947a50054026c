import type { Reader } from '../../../src/core/fields/index.ts'
import { type Catalog, languageOf } from '../../../src/core/model/index.ts'
import { MAIL_WORDS } from '../../../src/i18n/mail.ts'

/** How an automation puts values into words: in the workspace's language and zone. */
export function readerOf({ workspace }: Catalog): Reader {
  const words = MAIL_WORDS[languageOf(workspace.locale)]
  return { locale: workspace.locale, zone: workspace.zone, yes: words.yes, no: words.no }
}
