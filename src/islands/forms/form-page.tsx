import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { createSignal, Show, Suspense } from 'solid-js'
import { reconcile } from 'solid-js/store'
import { ApiProblem, api } from '../../client/api.ts'
import { errorMessage, toastError } from '../../client/error-message.ts'
import { createPersistedDraft } from '../../client/persisted-draft.ts'
import { navigateTo, whileHere } from '../../client/route.ts'
import { toast } from '../../client/toasts.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { FormAnswer } from '../../core/api/form/index.ts'
import { sayForm } from '../../i18n/form/screen.ts'
import { language } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { UnsavedNote } from '../../parts/unsaved-note.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import { type Draft, draftOf, newDraft } from './draft.ts'
import { Becomes } from './editor/becomes.tsx'
import { Area, Part } from './editor/controls.tsx'
import { FieldList } from './editor/field-list.tsx'
import { HiddenList } from './editor/hidden-list.tsx'
import { Languages } from './editor/languages.tsx'
import { Preview } from './editor/preview.tsx'
import { Looks, Protection, Thanks } from './editor/says.tsx'
import css from './forms.module.css'
import { refetchForms } from './queries.ts'

const Below = lazyPart(() => import('./below/below.tsx'))

interface Placed {
  path: string
  text: string
}

/** One form: what it asks and what becomes of it, beside how it looks; below it how to embed it, and what came in. */
export default function FormPage(props: { project: ProjectAnswer; form?: FormAnswer }) {
  const { draft, setDraft, wasPersisted, startOver, forget } = createPersistedDraft<Draft>(
    `form.${props.project.id}.${props.form?.id ?? 'new'}`,
    () => (props.form ? draftOf(props.form) : newDraft(props.project, language())),
  )
  const [busy, setBusy] = createSignal(false)
  const [problems, setProblems] = createSignal<Placed[]>([])
  const list = () => `/p/${props.project.id}/forms`
  const problemAt = (path: string) =>
    problems().find((one) => one.path === path || one.path.startsWith(`${path}.`))?.text
  function change(patch: Partial<Draft>): void {
    // A copy: a store would merge lists and go on naming what was taken out of them.
    for (const [key, value] of Object.entries(patch))
      setDraft(key as keyof Draft, reconcile(JSON.parse(JSON.stringify(value)), { merge: false }) as never)
  }
  const body = () => ({ ...draft, name: draft.name.trim() || draft.title.trim() || sayForm('new') })

  async function tell(error: unknown): Promise<void> {
    const errors = error instanceof ApiProblem ? error.errors : []
    setProblems(
      await Promise.all(
        errors.map(async (one) => ({
          path: one.path,
          text: await errorMessage(new ApiProblem(422, [one], one.message)),
        })),
      ),
    )
  }

  async function save(): Promise<void> {
    if (busy()) return
    const proceed = whileHere(navigateTo)
    setBusy(true)
    try {
      const { form } = props.form
        ? await api<{ form: FormAnswer }>('PATCH', `/api/forms/${props.form.id}`, body())
        : await api<{ form: FormAnswer }>('POST', `/api/projects/${props.project.id}/forms`, body())
      if (!props.form) forget()
      await refetchForms(props.project.id)
      toast({ kind: 'done', text: sayForm('saved') })
      if (props.form) startOver()
      else await proceed(`${list()}/${form.id}`)
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 422) await tell(error)
      else await toastError(error)
    } finally {
      setBusy(false)
    }
  }

  const part = () => ({ project: props.project, draft, problemAt, onChange: change })
  return (
    <>
      <a class={css.back} href={list()}>
        <ArrowLeft size={14} />
        {sayForm('back')}
      </a>
      <div class={css.sides}>
        <form
          class={css.editor}
          novalidate
          aria-label={draft.name || sayForm('new')}
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <Field
            label={sayForm('name')}
            hint={sayForm('nameHint')}
            value={draft.name}
            maxlength={100}
            problem={problemAt('name')}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
          <UnsavedNote when={wasPersisted()} onStartOver={startOver} />
          <Show when={problems().length > 0}>
            <ul class={css.problems} role="alert">
              {problems().map(({ text }) => (
                <li>{text}</li>
              ))}
            </ul>
          </Show>
          <Part title={sayForm('fields')} open>
            <Field
              label={sayForm('heading')}
              value={draft.title}
              maxlength={200}
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
            <Area
              label={sayForm('intro')}
              value={draft.intro}
              maxlength={2000}
              onInput={(intro) => change({ intro })}
            />
            <FieldList
              project={props.project}
              fields={draft.fields}
              problemAt={problemAt}
              onChange={(fields) => change({ fields })}
            />
            <Field
              label={sayForm('button')}
              value={draft.button}
              maxlength={60}
              onInput={(event) => change({ button: event.currentTarget.value })}
            />
          </Part>
          <Part title={sayForm('becomes')} open>
            <Becomes {...part()} />
          </Part>
          <Part title={sayForm('hidden')}>
            <HiddenList
              project={props.project}
              hidden={draft.hidden}
              problemAt={problemAt}
              onChange={(hidden) => change({ hidden })}
            />
          </Part>
          <Part title={sayForm('afterwards')}>
            <Thanks {...part()} />
          </Part>
          <Part title={sayForm('looks')}>
            <Looks {...part()} />
          </Part>
          <Part title={sayForm('languages')}>
            <Languages {...part()} />
          </Part>
          <Part title={sayForm('protection')}>
            <Protection {...part()} />
          </Part>
          <div class={css.foot}>
            <Button type="submit" variant="solid" disabled={busy()}>
              {sayForm('save')}
            </Button>
            <a href={list()} onClick={forget}>
              {sayForm('discard')}
            </a>
          </div>
        </form>
        <Preview project={props.project} draft={draft} body={body} onProblem={(error) => void tell(error)} />
      </div>
      <Suspense>
        <Show when={props.form}>{(form) => <Below project={props.project} form={form()} />}</Show>
      </Suspense>
    </>
  )
}
