import X from 'lucide-solid/icons/x'
import { createComputed, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { ProjectAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import type { TypeName } from '../../../../parts/field-types/index.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import { Button } from '../../../../widgets/button.tsx'
import { changesOf, copyOf, type Draft, draftOf, EMPTY, keepDraft, unsavedDraft } from './draft.ts'
import { FieldForm } from './field-form.tsx'
import css from './field-panel.module.css'
import { initialConfig } from './initial-config.ts'
import { type Problems, saveField } from './save-field.ts'
import { TypeChooser } from './type-chooser.tsx'

interface Props {
  project: ProjectAnswer
  /** a field's id, or `new` */
  id: string
  onClose: () => void
}

/** The panel with a field's settings. Closing keeps unsaved changes; Discard drops them. */
export function FieldPanel(props: Props) {
  const key = `${props.project.id}/${props.id}`
  const field = () => props.project.fields.find((field) => field.id === props.id)
  const saved = () => {
    const current = field()
    return current ? draftOf(current) : EMPTY
  }
  const [draft, setDraft] = createStore<Draft>(copyOf(unsavedDraft(key) ?? saved()))
  const [problems, setProblems] = createSignal<Problems>({})
  const [busy, setBusy] = createSignal(false)
  const [allowsEmptying, setAllowsEmptying] = createSignal(false)
  const isDirty = () => Object.keys(changesOf(draft, saved())).length > 0
  // What nobody has touched here follows what is saved elsewhere; a changed draft is laid on top of it when it is saved.
  let lastSaved = saved()
  createComputed(
    on(
      saved,
      (current) => {
        if (Object.keys(changesOf(draft, lastSaved)).length === 0) setDraft(reconcile(copyOf(current)))
        lastSaved = current
      },
      { defer: true },
    ),
  )
  let element!: HTMLElement
  let closed = false
  let removed = false

  const set = (part: Partial<Draft>) => {
    setDraft(part)
    const changedKeys = Object.keys(part)
    setProblems(
      Object.fromEntries(Object.entries(problems()).filter(([path]) => !changedKeys.includes(path.split('.')[0]!))),
    )
  }

  function choose(type: TypeName): void {
    const isOriginalType = type === field()?.type
    set({
      type,
      config: isOriginalType ? saved().config : initialConfig(type, draft, props.project),
      base: saved().config,
      default: null,
      unique: false,
    })
    if (props.id === 'new') queueMicrotask(() => element.querySelector<HTMLElement>('[name=name]')?.focus())
  }

  async function save(): Promise<void> {
    if (busy()) return
    setBusy(true)
    const problems = await saveField(props.project, field(), unwrap(draft), saved(), allowsEmptying())
    setBusy(false)
    if (problems) {
      setProblems(problems)
      queueMicrotask(() => element.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    finish()
  }

  function finish(): void {
    closed = true
    keepDraft(key, undefined)
    // Another field may have been opened while this request was running.
    if (!removed) props.onClose()
  }

  onMount(() => element.querySelector<HTMLElement>('input')?.focus({ preventScroll: true }))
  onCleanup(() => {
    removed = true
    // Nothing that follows props may be read while it is being disposed of.
    const isChanged = Object.keys(changesOf(unwrap(draft), lastSaved)).length > 0
    if (!closed) keepDraft(key, isChanged ? unwrap(draft) : undefined)
  })

  return (
    <aside
      class={css.panel}
      ref={element}
      tabindex="-1"
      data-field-panel
      aria-label={t('fields.panel')}
      onKeyDown={(event) => {
        // A menu or colour list above the panel handles its own keys.
        if (!element.contains(event.target as Node)) return
        if (event.key === 'Escape' && !event.defaultPrevented) props.onClose()
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
      }}
    >
      <header class={css.head}>
        <Show when={draft.type}>
          <TypeIcon type={draft.type} size={16} />
        </Show>
        <h2 class={css.title}>{draft.name || (props.id === 'new' ? t('fields.new') : '')}</h2>
        <Button
          variant="icon"
          size="small"
          aria-label={t('close')}
          title={`${t('close')} (Esc)`}
          onClick={() => props.onClose()}
        >
          <X size={16} />
        </Button>
      </header>
      <div class={css.body}>
        <Show when={draft.type} fallback={<TypeChooser onSelect={choose} />}>
          <FieldForm
            project={props.project}
            field={field()}
            draft={draft}
            onChange={set}
            onSelectType={choose}
            problems={problems()}
            allowsEmptying={allowsEmptying()}
            onAllowEmptying={setAllowsEmptying}
            onSave={() => void save()}
          />
        </Show>
      </div>
      <Show when={draft.type}>
        <footer class={css.foot}>
          <Button variant="solid" disabled={busy() || !(isDirty() || props.id === 'new')} onClick={() => void save()}>
            {t(props.id === 'new' ? 'fields.create' : 'save')}
          </Button>
          <Show when={isDirty()}>
            <Button variant="plain" onClick={finish}>
              {t('fields.discard')}
            </Button>
          </Show>
          <Show when={problems()['']}>
            {(problem) => (
              <p class={css.problem} role="alert">
                {problem()}
              </p>
            )}
          </Show>
        </footer>
      </Show>
    </aside>
  )
}
