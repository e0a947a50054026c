import { createResource } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { latestValue } from '../../client/latest-value.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import { clearFilter, refusedFilter } from './filter.ts'

/** In place of the records: the filter names something that isn't there, or compares what can't be compared. */
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
