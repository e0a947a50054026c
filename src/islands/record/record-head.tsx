import Archive from 'lucide-solid/icons/archive'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronUp from 'lucide-solid/icons/chevron-up'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Eraser from 'lucide-solid/icons/eraser'
import Link from 'lucide-solid/icons/link'
import Maximize from 'lucide-solid/icons/maximize-2'
import Trash from 'lucide-solid/icons/trash'
import X from 'lucide-solid/icons/x'
import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { beginEdit } from '../../client/changes/edit-base.ts'
import { copyText } from '../../client/copy/copy-text.ts'
import { removeRecord, saveRecord } from '../../client/records/save.ts'
import { navigateTo } from '../../client/route.ts'
import { mayManage } from '../../client/workspace.ts'
import type { ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { MenuButton } from '../../parts/menu-button.tsx'
import { Present, Writing } from '../../parts/presence/present.tsx'
import { hasLeft } from '../../parts/values/editors/editor-focus.ts'
import { keepTyped, tellNotKept } from '../../parts/values/editors/keep-typed.ts'
import { Button } from '../../widgets/button.tsx'
import type { MenuItem } from '../../widgets/overlay/menu.tsx'
import css from './record-head.module.css'

const EraseRecord = lazyPart<{ record: RecordAnswer; onErased: () => void; onClose: () => void }>(
  () => import('./erase-record.tsx'),
)

interface Props {
  record: RecordAnswer
  project: ProjectAnswer
  canEdit: boolean
  page?: boolean
  onClose: () => void
  next?: (() => void) | undefined
  previous?: (() => void) | undefined
}

export function RecordHead(props: Props) {
  const [problem, setProblem] = createSignal('')
  const [erasing, setErasing] = createSignal(false)
  const url = () => `${location.origin}/r/${props.record.id}`
  const items = (): MenuItem[] => [
    ...(props.page
      ? []
      : [
          {
            label: t('record.openPage'),
            icon: <Maximize size={16} />,
            onSelect: () => void navigateTo(`/r/${props.record.id}`),
          },
        ]),
    {
      label: t('record.copyLink'),
      icon: <Link size={16} />,
      onSelect: () => void copyText(url(), t('record.linkCopied')),
    },
    ...(props.canEdit
      ? ([
          'separator',
          { label: t('record.archive'), icon: <Archive size={16} />, onSelect: () => void remove('archive') },
          { label: t('record.delete'), icon: <Trash size={16} />, danger: true, onSelect: () => void remove('bin') },
          ...(mayManage(props.project)
            ? [{ label: t('record.erase'), icon: <Eraser size={16} />, danger: true, onSelect: () => setErasing(true) }]
            : []),
        ] satisfies MenuItem[])
      : []),
  ]

  async function remove(target: 'bin' | 'archive'): Promise<void> {
    if (await removeRecord(props.record, target)) props.onClose()
  }

  /** What was there when typing began: what comes from others meanwhile neither overwrites what is typed, nor is overwritten unseen. */
  let begun: { title: string; end: () => void; keep: ReturnType<typeof keepTyped> } | null = null
  let area!: HTMLTextAreaElement
  let isGone = false
  onCleanup(() => {
    const typing = begun
    // Its removal blurs it, which would store it once more.
    begun = null
    isGone = true
    if (typing && area.value !== typing.title) void typing.keep(area.value, { value: area.value })
    typing?.end()
  })
  const [typing, setTyping] = createSignal(false)
  const title = createMemo<string>((shown) => (typing() ? shown : props.record.title), props.record.title)

  function beginTyping(): void {
    begun?.end()
    const { id, title } = props.record
    const wording = titleWording()
    const keep = keepTyped(id, 'title', wording.name, async (record, typed, onRefused) => {
      const title = titleIn(String(typed))
      // What was refused at first may have been sent again meanwhile, from the list of what waits.
      if (title !== '' && title !== record.title) await saveRecord(record, { title }, { title }, wording, onRefused)
      return undefined
    })
    begun = { title, end: beginEdit(props.record, 'title', title), keep }
    setTyping(true)
  }

  const titleIn = (text: string) => text.replaceAll('\n', ' ').trim()
  const titleWording = () => ({ name: props.project.titleName, text: String })

  async function endTyping(): Promise<void> {
    if (!begun) return
    const unchanged = area.value === begun.title
    const saving = unchanged ? undefined : saveTitle()
    begun.end()
    begun = null
    setTyping(false)
    if (unchanged) area.value = props.record.title
    await saving
  }

  async function saveTitle(): Promise<void> {
    const title = titleIn(area.value)
    setProblem(title === '' ? t('record.titleNeeded', { name: props.project.titleName }) : '')
    if (title === '' || title === props.record.title) return
    const wording = titleWording()
    const stored = await saveRecord(props.record, { title }, { title }, wording, (message) => {
      if (isGone) return tellNotKept(wording.name, title, message)
      // What was typed stays, to be mended.
      beginTyping()
      area.value = title
      setProblem(message)
    })
    if (!stored && !isGone && !problem()) area.value = props.record.title
  }

  return (
    <header class={css.head}>
      <div class={css.tools}>
        <span class={css.where}>
          <a href={`/p/${props.project.id}/`}>{props.project.name}</a>
          <Show when={props.record.number}>{(number) => <span>#{number()}</span>}</Show>
        </span>
        <Present record={props.record.id} />
        <Show when={!props.page}>
          <Button
            variant="icon"
            size="small"
            disabled={!props.previous}
            aria-label={t('record.previous')}
            title={`${t('record.previous')} (K)`}
            onClick={() => props.previous?.()}
          >
            <ChevronUp size={16} />
          </Button>
          <Button
            variant="icon"
            size="small"
            disabled={!props.next}
            aria-label={t('record.next')}
            title={`${t('record.next')} (J)`}
            onClick={() => props.next?.()}
          >
            <ChevronDown size={16} />
          </Button>
        </Show>
        <MenuButton label={t('more')} size="small" trigger={<Ellipsis size={16} />} items={items()} />
        <Show when={!props.page}>
          <Button
            variant="icon"
            size="small"
            aria-label={t('close')}
            title={`${t('close')} (Esc)`}
            onClick={props.onClose}
          >
            <X size={16} />
          </Button>
        </Show>
      </div>
      <Show when={props.page}>
        <h1 class="hidden-text">{props.record.title}</h1>
      </Show>
      <textarea
        ref={area}
        class={css.title}
        data-stores-when-removed
        rows={1}
        maxlength={500}
        readonly={!props.canEdit}
        aria-label={props.project.titleName}
        aria-invalid={problem() ? 'true' : undefined}
        value={title()}
        onFocus={() => typing() || beginTyping()}
        onBlur={(event) => hasLeft(event) && void endTyping()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
          if (event.key === 'Escape') event.currentTarget.value = begun?.title ?? props.record.title
          if (event.key === 'Enter' || event.key === 'Escape') {
            event.stopPropagation()
            event.currentTarget.blur()
          }
        }}
      />
      <Writing record={props.record.id} field="title" />
      <Show when={erasing()}>
        <EraseRecord record={props.record} onErased={props.onClose} onClose={() => setErasing(false)} />
      </Show>
      <Show when={problem()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </header>
  )
}
