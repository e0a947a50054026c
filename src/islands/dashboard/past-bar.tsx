import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, on } from 'solid-js'
import { day as dayText } from '../../client/format.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { Button } from '../../widgets/button.tsx'
import { pastDay, setPastDay } from './address.ts'
import css from './past-bar.module.css'
import { agoOf, daysAgo } from './past-days.ts'

/** As far back as the slider goes; the date box goes further. */
const YEAR = 365

/** Which past day the dashboard is shown as of. It is asked for when the slider is let go. */
export default function PastBar() {
  const [ago, setAgo] = createSignal(agoOf(pastDay()))
  createEffect(on(pastDay, (day) => day && setAgo(agoOf(day)), { defer: true }))
  const choose = (day: string) => {
    if (day && day !== pastDay()) setPastDay(day)
  }
  return (
    <section class={css.bar} aria-label={say('past')}>
      <label class={css.slider}>
        <span class="hidden-text">{say('pastSlider')}</span>
        <input
          type="range"
          min={-YEAR}
          max={0}
          value={-Math.min(YEAR, ago())}
          aria-valuetext={dayText(daysAgo(ago()))}
          onInput={(event) => setAgo(-event.currentTarget.valueAsNumber)}
          onChange={(event) => choose(daysAgo(-event.currentTarget.valueAsNumber))}
        />
      </label>
      <input
        class={css.day}
        type="date"
        aria-label={say('pastDay')}
        max={daysAgo(0)}
        value={daysAgo(ago())}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <p class={css.text}>{say('pastText', { day: dayText(pastDay()) })}</p>
      <Button variant="plain" size="small" class={css.back} onClick={() => setPastDay(null)}>
        <X size={14} />
        {say('pastBack')}
      </Button>
    </section>
  )
}
