import ChartArea from 'lucide-solid/icons/chart-area'
import ChartColumn from 'lucide-solid/icons/chart-column'
import ChartLine from 'lucide-solid/icons/chart-line'
import ChartPie from 'lucide-solid/icons/chart-pie'
import Filter from 'lucide-solid/icons/funnel'
import Hash from 'lucide-solid/icons/hash'
import Table from 'lucide-solid/icons/table-2'
import Target from 'lucide-solid/icons/target'
import Trophy from 'lucide-solid/icons/trophy'
import { For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { say } from '../../../i18n/dashboard/builder.ts'
import css from './builder.module.css'
import { KINDS, type Kind } from './definition.ts'

const ICONS = {
  stat: Hash,
  bar: ChartColumn,
  line: ChartLine,
  area: ChartArea,
  pie: ChartPie,
  funnel: Filter,
  table: Table,
  goal: Target,
  leaderboard: Trophy,
}

/** The kinds of charts side by side. */
export function KindPick(props: { value: Kind; onChange: (kind: Kind) => void }) {
  return (
    <div class={css.kinds} role="radiogroup" aria-label={say('kind')}>
      <For each={KINDS}>
        {(kind) => (
          <label class={css.kind}>
            <input
              class="hidden-text"
              type="radio"
              name="kind"
              value={kind}
              checked={props.value === kind}
              onChange={() => props.onChange(kind)}
            />
            <Dynamic component={ICONS[kind]} size={20} />
            {say(`kind.${kind}`)}
          </label>
        )}
      </For>
    </div>
  )
}
