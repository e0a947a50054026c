import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { CAPTURES, type FormDefinition } from '../../../core/api/form/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Choice } from './controls.tsx'
import { PresetList } from './preset-list.tsx'

type Hidden = FormDefinition['hidden'][number]

/** What a record gets that nobody is asked for: always the same, or what the page's address says. */
export const HiddenList = (props: {
  project: ProjectAnswer
  hidden: readonly Hidden[]
  problemAt: (path: string) => string | undefined
  onChange: (hidden: Hidden[]) => void
}) => (
  <PresetList
    project={props.project}
    label={sayForm('hidden')}
    addLabel={sayForm('addHidden')}
    items={props.hidden}
    problemAt={(_, index) => props.problemAt(`hidden.${index}`)}
    more={(item, replace) => (
      <Choice
        label={sayForm('from')}
        value={item().from}
        none={sayForm('fromNowhere')}
        options={CAPTURES.map((id) => ({ id, name: id }))}
        onChange={(from) => replace({ ...item(), from: from as Hidden['from'] })}
      />
    )}
    begin={(field) => ({ field, value: null, from: null })}
    onChange={props.onChange}
  />
)
