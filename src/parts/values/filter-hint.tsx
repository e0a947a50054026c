import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { useNames } from '../filter/filter-names.ts'
import { sentenceOf } from '../filter/sentence.ts'

/** Says that the field's filter may exclude the record one looks for. Loaded on demand: the filter language is large. */
export default function FilterHint(props: { project: ProjectAnswer; filter: Filter }) {
  const names = useNames(
    () => props.project,
    () => props.filter,
  )
  const filterText = () => sentenceOf(props.filter, props.project, names)
  return <>{`${t('picker.nothing')} ${t('value.offered', { records: props.project.name, where: filterText() })}`}</>
}
