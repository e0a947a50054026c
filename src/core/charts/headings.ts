import type { Color } from '../model/index.ts'
import type { Filter, Group, GroupKey, Scope } from '../query/index.ts'
import { identityOf } from '../text/identity.ts'

/** What a group of records is called, and where it stands. */
export interface Heading {
  key: string
  label: string
  color: Color | null
  order: number
}

/** A group of one project's records, which `filter` finds. */
export interface Grouped {
  heading: Heading
  filter: Filter | null
}

/** The groups of one project's records by a split; each is worked out once, in however many rows it is. */
export class Headings {
  readonly #group: Group | null
  readonly #isMerged: boolean
  readonly #apart: Scope | null
  readonly #found = new Map<GroupKey | null, Grouped>()

  /** `isMerged`: same-named ones of several projects are one. `apart`: of a chart over several projects, the project whose own names these are. */
  constructor(group: Group | null, isMerged: boolean, apart: Scope | null) {
    this.#group = group
    this.#isMerged = isMerged
    this.#apart = apart
  }

  of(key: GroupKey | null, label: string | null): Grouped {
    const found = this.#found.get(key)
    if (found) return found
    const grouped = {
      heading: this.#headingOf(key, label),
      filter: this.#group?.filter(key, label) ?? null,
    }
    this.#found.set(key, grouped)
    return grouped
  }

  #headingOf(key: GroupKey | null, label: string | null): Heading {
    const [group, apart] = [this.#group, this.#apart]
    if (!group) return { key: String(key ?? ''), label: String(key ?? ''), color: null, order: 0 }
    if (key === null) return { key: '', label: '', color: null, order: 1e15 }
    const heading = group.describe(key, label)
    if (group.every) return { ...heading, key: String(key), label: String(key) }
    if (!group.named || !apart) return { ...heading, key: String(key) }
    if (this.#isMerged) return { ...heading, key: identityOf(heading.label) }
    return { ...heading, key: `${apart.project.id}.${key}`, label: `${heading.label} · ${apart.project.name}` }
  }
}
