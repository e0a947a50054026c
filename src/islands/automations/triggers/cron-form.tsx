import { createSignal, Match, Switch } from 'solid-js'
import { say } from '../../../i18n/automation-words.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { Labelled, TextBox } from '../controls/boxes.tsx'
import { CRON_SHAPES, type CronParts, type CronShape, cronOf, partsOf, weekdayNames } from './cron.ts'

/** The few schedules that most people want, by name; any other as its expression. */
export function CronForm(props: { cron: string; onChange: (cron: string) => void }) {
  const [isOwn, setOwn] = createSignal(partsOf(props.cron).shape === 'own')
  const parts = (): CronParts => (isOwn() ? { ...partsOf(props.cron), shape: 'own' } : partsOf(props.cron))
  function set(part: Partial<CronParts>): void {
    const next = { ...parts(), ...part }
    setOwn(next.shape === 'own')
    if (next.shape !== 'own') props.onChange(cronOf(next))
  }
  return (
    <>
      <Pick
        label={say('cron')}
        value={parts().shape}
        options={CRON_SHAPES.map((id) => ({ id, name: say(`cron.${id}`) }))}
        onChange={(shape) => set({ shape: shape as CronShape })}
      />
      <Switch
        fallback={
          <Labelled label={say('at')}>
            <TextBox input="time" label={say('at')} value={parts().time} onChange={(time) => time && set({ time })} />
          </Labelled>
        }
      >
        <Match when={parts().shape === 'own'}>
          <TextBox
            label={say('cron.expression')}
            value={props.cron}
            placeholder="0 9 * * 1"
            onChange={props.onChange}
          />
        </Match>
        <Match when={parts().shape === 'weekly'}>
          <Pick
            label={say('cron.weekday')}
            value={parts().weekday}
            options={weekdayNames()}
            onChange={(weekday) => set({ weekday })}
          />
          <Labelled label={say('at')}>
            <TextBox input="time" label={say('at')} value={parts().time} onChange={(time) => time && set({ time })} />
          </Labelled>
        </Match>
      </Switch>
    </>
  )
}
