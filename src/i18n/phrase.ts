/** A phrase, or its plural forms by Intl's categories, chosen by `{count}`. */
export type Phrase = string | { one?: string; other: string }
