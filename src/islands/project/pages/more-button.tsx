import { Show } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'

/** Reads the next page of a list, where there is one. */
export function MoreButton(props: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}) {
  return (
    <Show when={props.query.hasNextPage}>
      <div>
        <Button disabled={props.query.isFetchingNextPage} onClick={() => void props.query.fetchNextPage()}>
          {t('more')}
        </Button>
      </div>
    </Show>
  )
}
