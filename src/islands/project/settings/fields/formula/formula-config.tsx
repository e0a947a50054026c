import { createMemo, Show } from 'solid-js'
import { environment, FormulaError, parseFormula, type Tree } from '../../../../../core/formula/index.ts'
import { t } from '../../../../../i18n/index.ts'
import type { ConfigProps } from '../config/config-props.ts'
import css from '../form.module.css'
import { FormulaEditor } from './formula-editor.tsx'
import { formulaFields } from './formula-values.ts'
import { LiveResult } from './live-result.tsx'

export type ParsedFormula = { tree: Tree } | { error: FormulaError } | null

/** A formula is written, read as it is written, and tried on a record. */
export default function FormulaConfig(props: ConfigProps) {
  const text = () => String(props.draft.config.formula ?? '')
  const fields = createMemo(() => formulaFields(props.project, props.field?.id))
  const parsed = createMemo((): ParsedFormula => {
    if (text().trim() === '') return null
    try {
      return { tree: parseFormula(text(), environment(fields())) }
    } catch (error) {
      if (error instanceof FormulaError) return { error }
      throw error
    }
  })
  const tree = () => {
    const result = parsed()
    return result && 'tree' in result ? result.tree : undefined
  }
  const error = () => {
    const result = parsed()
    return result && 'error' in result ? result.error : null
  }
  return (
    <div class={css.group}>
      <span class={css.label}>{t('formula.field')}</span>
      <FormulaEditor
        text={text()}
        fields={fields()}
        error={error()}
        onChange={(formula) => props.onChange({ formula })}
      />
      <Show when={tree()}>{(tree) => <LiveResult project={props.project} tree={tree()} />}</Show>
    </div>
  )
}
