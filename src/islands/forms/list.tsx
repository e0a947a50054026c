import { Key } from '@solid-primitives/keyed'
import { Show } from 'solid-js'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { navigateTo } from '../../client/route.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { FormAnswer } from '../../core/api/form/index.ts'
import { sayForm } from '../../i18n/form/screen.ts'
import { Loading } from '../../parts/loading.tsx'
import { lineActions } from '../../parts/set-up-list/line-actions.ts'
import { ListHead, SetUpLine, SetUpList } from '../../parts/set-up-list/set-up-list.tsx'
import css from './forms.module.css'
import { refetchForms, updateForms, useForms } from './queries.ts'

const pathOf = (project: ProjectAnswer, id: string) => `/p/${project.id}/forms/${id}`

/** Each with its switch and its address. */
export default function FormList(props: { project: ProjectAnswer }) {
  const query = useForms(() => props.project.id)
  const forms = trackLatestValue(query)
  return (
    <>
      <ListHead
        title={sayForm('title')}
        lead={sayForm('lead', { name: props.project.name })}
        href={pathOf(props.project, 'new')}
        add={sayForm('new')}
      />
      <Loading query={query} when={forms()}>
        {(all) => (
          <SetUpList
            label={sayForm('title')}
            none={sayForm('none')}
            noneText={sayForm('noneText')}
            isEmpty={all().length === 0}
          >
            <Key each={all()} by="id">
              {(form) => <Line project={props.project} form={form()} />}
            </Key>
          </SetUpList>
        )}
      </Loading>
    </>
  )
}

function Line(props: { project: ProjectAnswer; form: FormAnswer }) {
  let row!: HTMLLIElement
  const { patch, remove } = lineActions(
    { path: '/api/forms', update: updateForms, refetch: refetchForms },
    { project: () => props.project.id, id: () => props.form.id },
  )
  function onDelete(): void {
    const { name } = props.form
    void remove(row, '/forms/new', (change) => toastUndo(sayForm('deleted', { name }), change))
  }

  return (
    <SetUpLine
      ref={(line) => {
        row = line
      }}
      name={props.form.name}
      href={pathOf(props.project, props.form.id)}
      switch={{
        label: sayForm('isOpen', { name: props.form.name }),
        on: props.form.open,
        onChange: (open) => void patch({ open }),
      }}
      menu={{
        label: sayForm('more', { name: props.form.name }),
        items: [
          { label: sayForm('edit'), onSelect: () => void navigateTo(pathOf(props.project, props.form.id)) },
          { label: sayForm('test'), onSelect: () => void open(props.form.url, '_blank', 'noreferrer') },
          'separator',
          { label: sayForm('delete'), danger: true, onSelect: onDelete },
        ],
      }}
    >
      <p class={css.soft}>
        <Show when={props.form.paused}>{(paused) => <span class={css.paused}>{paused().message}</span>}</Show>
        <a href={props.form.url} target="_blank" rel="noreferrer">
          {props.form.url}
        </a>
      </p>
    </SetUpLine>
  )
}
