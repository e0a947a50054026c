import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, type JSX, Show } from 'solid-js'
import { deletedMessage, mutateSettings } from '../../../client/mutate-settings.ts'
import { without, withPart, withReordered } from '../../../client/optimistic.ts'
import type { Spot } from '../../../client/reorder.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import type { ListAnswer, ProjectAnswer, TagAnswer } from '../../../core/api/answers.ts'
import { COLORS } from '../../../core/model/entities.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { ColorPick } from '../../../widgets/color-pick.tsx'
import css from './settings.module.css'

interface Props {
  project: ProjectAnswer
  of: 'lists' | 'tags'
  one: ListAnswer | TagAnswer
  children?: JSX.Element
}

/** Sets something of a list or a tag, and shows it at once. */
export const setPart = ({ project, of, one }: Pick<Props, 'project' | 'of' | 'one'>, part: object, said?: string) =>
  mutateSettings('PATCH', `/api/${of}/${one.id}`, part, {
    ...(said && { said }),
    shown: { project: project.id, as: withPart(of, one.id, part) },
  })

/** One list or tag of a project: its name edited in place, its place in the order, its end. */
export function Line(props: Props) {
  // Set anew only when it is another one: what is read anew meanwhile leaves alone what is being typed.
  const name = createMemo(() => props.one.name)
  const path = () => `/api/${props.of}/${props.one.id}`
  const beside = (step: number) => {
    const all = props.project[props.of]
    return all[all.findIndex(({ id }) => id === props.one.id) + step]?.id
  }
  const rename = (event: { currentTarget: HTMLInputElement }) => {
    const next = event.currentTarget.value.trim()
    if (next === '') event.currentTarget.value = name()
    else if (next !== name()) void setPart(props, { name: next }, t('settings.saved'))
  }
  function move(spot: Spot, button: HTMLElement): void {
    const as = withReordered(props.of, props.one.id, spot)
    void mutateSettings('PATCH', path(), { [spot.side]: spot.id }, { shown: { project: props.project.id, as } })
    // Moved in the document it loses the focus; at either end it does nothing more, and its neighbour is next.
    requestAnimationFrame(() => {
      const next = button.matches(':disabled') ? button.parentElement?.querySelector<HTMLElement>(':enabled') : button
      next?.focus()
    })
  }
  const remove = () =>
    mutateSettings('DELETE', path(), undefined, {
      said: deletedMessage(name()),
      shown: { project: props.project.id, as: without(props.of, props.one.id) },
    })
  return (
    <li class={css.line}>
      <Show when={props.one.color}>
        {(color) => (
          <ColorPick
            label={t('settings.colorOf', { name: name() })}
            colors={COLORS.map((id) => ({ id, name: t(`color.${id}`) }))}
            value={color()}
            pick={(color) => void setPart(props, { color })}
          />
        )}
      </Show>
      <input
        class={css.name}
        value={name()}
        maxlength={120}
        aria-label={t('settings.nameOf', { name: name() })}
        onChange={rename}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {props.children}
      <span class={css.tools}>
        <Button
          look="icon"
          size="small"
          disabled={!beside(-1)}
          aria-label={t('settings.up', { name: name() })}
          onClick={(event) => move({ side: 'before', id: beside(-1)! }, event.currentTarget)}
        >
          <ArrowUp size={14} />
        </Button>
        <Button
          look="icon"
          size="small"
          disabled={!beside(1)}
          aria-label={t('settings.down', { name: name() })}
          onClick={(event) => move({ side: 'after', id: beside(1)! }, event.currentTarget)}
        >
          <ArrowDown size={14} />
        </Button>
        <Button
          look="icon"
          size="small"
          aria-label={t('settings.delete', { name: name() })}
          title={t('settings.delete', { name: name() })}
          onClick={() => void remove()}
        >
          <Trash size={14} />
        </Button>
      </span>
    </li>
  )
}

/** The line that adds one more. */
export function AddLine(props: { label: string; add: (name: string) => Promise<boolean>; children?: JSX.Element }) {
  const { onSubmit } = useSubmit(async (form) => {
    const name = String(new FormData(form).get('name')).trim()
    if (name && (await props.add(name))) form.reset()
  })
  return (
    <form class={css.add} onSubmit={onSubmit}>
      <input
        class={css.name}
        name="name"
        required
        maxlength={120}
        autocomplete="off"
        placeholder={props.label}
        aria-label={props.label}
      />
      {props.children}
      <Button type="submit" size="small">
        {t('add')}
      </Button>
    </form>
  )
}
