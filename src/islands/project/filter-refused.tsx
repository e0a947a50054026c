import { createResource } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { latestValue } from '../../client/latest-value.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import { clearFilter, refusedFilter } from './filter.ts'

/** Shown instead of the records when the API refuses the filter. */
export function FilterRefused() {
  const [text] = createResource(refusedFilter, ([firstError]) =>
    errorMessage(new ApiProblem(422, [firstError!], firstError!.message)),
  )
  return (
    <Message role="alert" title={t('filter.refused')} text={latestValue(text) ?? ''}>
      <Button variant="outline" onClick={clearFilter}>
        {t('project.clearFilter')}
      </Button>
    </Message>
  )
}
