import { For, type JSX, Show } from 'solid-js'
import { mutateSettings } from '../../../client/mutate-settings.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { ICON_NAMES, ProjectIcon } from '../../../parts/project-icon.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { FieldSettings } from './fields/field-settings.tsx'
import { ListSettings } from './list-settings.tsx'
import css from './settings.module.css'
import { TagSettings } from './tag-settings.tsx'

// The parts that exist; checklists and dependencies will be added here.
const PARTS = ['tags', 'assignees', 'due', 'comments'] as const

type Patch = Partial<Omit<ProjectAnswer, 'parts'>> & { parts?: Partial<ProjectAnswer['parts']> }

export default function ProjectSettings(props: { project: ProjectAnswer }) {
  const set = ({ parts, ...part }: Patch, undoText?: string) =>
    void mutateSettings(
      'PATCH',
      `/api/projects/${props.project.id}`,
      { ...part, ...(parts && { parts }) },
      {
        ...(undoText && { undoText }),
        optimistic: {
          project: props.project.id,
          update: (project) => ({ ...project, ...part, parts: { ...project.parts, ...parts } }),
        },
      },
    )
  const rename = (property: 'name' | 'recordName' | 'titleName') => (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.value.trim()
    if (value === '') event.currentTarget.value = props.project[property]
    else if (value !== props.project[property]) set({ [property]: value }, t('settings.saved'))
  }
  return (
    <div class={css.settings}>
      <Section title={t('settings.names')} text={t('settings.namesText')}>
        <div class={css.three}>
          <Field label={t('settings.name')} value={props.project.name} maxlength={80} onChange={rename('name')} />
          <Field
            label={t('settings.recordName')}
            value={props.project.recordName}
            maxlength={80}
            onChange={rename('recordName')}
          />
          <Field
            label={t('settings.titleName')}
            value={props.project.titleName}
            maxlength={80}
            onChange={rename('titleName')}
          />
        </div>
        <fieldset class={css.icons} aria-label={t('settings.icon')}>
          <For each={ICON_NAMES}>
            {(icon) => (
              <Button
                variant="icon"
                aria-label={t('settings.iconNamed', { name: icon })}
                aria-pressed={props.project.icon === icon}
                onClick={() => set({ icon })}
              >
                <ProjectIcon icon={icon} />
              </Button>
            )}
          </For>
        </fieldset>
      </Section>
      <Section title={t('settings.lists')} text={t('settings.listsText')}>
        <ListSettings project={props.project} />
      </Section>
      <Section title={t('settings.fields')} text={t('settings.fieldsText')}>
        <FieldSettings project={props.project} />
      </Section>
      <Section title={t('tags.label')} text={t('settings.tagsText')}>
        <TagSettings project={props.project} />
      </Section>
      <Section title={t('settings.parts')} text={t('settings.partsText')}>
        <For each={PARTS}>
          {(part) => (
            <label class={css.switch}>
              <input
                type="checkbox"
                checked={props.project.parts[part]}
                onChange={(event) => set({ parts: { [part]: event.currentTarget.checked } })}
              />
              {t(`settings.part.${part}`)}
            </label>
          )}
        </For>
      </Section>
    </div>
  )
}

function Section(props: { title: string; text: string; children: JSX.Element }) {
  return (
    <section class={css.part} aria-label={props.title}>
      <h2 class={css.title}>{props.title}</h2>
      <Show when={props.text}>
        <p class={css.soft}>{props.text}</p>
      </Show>
      {props.children}
    </section>
  )
}
