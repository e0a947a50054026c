import { createSignal, For, Show } from 'solid-js'
import type { FieldAnswer, ProjectAnswer } from '../../../../core/api/answers.ts'
import { t } from '../../../../i18n/index.ts'
import {
  isReadOnly,
  mayBecome,
  mayBeRetyped,
  mayBeUnique,
  mayHaveDefault,
  type TypeName,
  typeHelp,
  typeName,
} from '../../../../parts/field-types/index.ts'
import { Button } from '../../../../widgets/button.tsx'
import { Field } from '../../../../widgets/field.tsx'
import { FieldConfig } from './config/field-config.tsx'
import { DefaultValue } from './default-value.tsx'
import type { Draft } from './draft.ts'
import css from './form.module.css'
import { Retype } from './retype.tsx'
import type { Problems } from './save-field.ts'
import { Switch } from './switch.tsx'
import { TypeChooser } from './type-chooser.tsx'

interface Props {
  project: ProjectAnswer
  /** the stored one; none where it is new */
  field: FieldAnswer | undefined
  draft: Draft
  set: (part: Partial<Draft>) => void
  choose: (type: TypeName) => void
  problems: Problems
  emptying: boolean
  setEmptying: (emptying: boolean) => void
  save: () => void
}

export function FieldForm(props: Props) {
  const [choosing, setChoosing] = createSignal(false)
  const type = () => props.draft.type as TypeName
  const retyped = () => props.field !== undefined && props.field.type !== props.draft.type
  const mayRetype = () => !props.field || mayBeRetyped(props.field.type)
  const sections = () => [...new Set(props.project.fields.map(({ section }) => section))].filter(Boolean)
  return (
    <>
      <Show
        when={choosing()}
        fallback={
          <div class={css.group}>
            <div class={css.row}>
              <span class={css.label}>{typeName(type())}</span>
              <Show when={mayRetype()}>
                <Button look="plain" size="small" onClick={() => setChoosing(true)}>
                  {t('fields.changeType')}
                </Button>
              </Show>
            </div>
            <p class={css.hint}>{mayRetype() ? typeHelp(type()) : `${typeHelp(type())} ${t('fields.noRetype')}`}</p>
          </div>
        }
      >
        <TypeChooser
          chosen={type()}
          only={(one) => !props.field || one === type() || mayBecome(one)}
          pick={(one) => {
            setChoosing(false)
            if (one !== type()) props.choose(one)
          }}
          leave={() => setChoosing(false)}
        />
      </Show>
      <Show when={retyped() && props.field}>
        {(field) => (
          <Retype
            field={field()}
            draft={props.draft}
            set={props.set}
            emptying={props.emptying}
            setEmptying={props.setEmptying}
          />
        )}
      </Show>
      <Field
        label={t('fields.name')}
        name="name"
        autocomplete="off"
        maxlength={100}
        value={props.draft.name}
        problem={props.problems.name}
        onInput={(event) => props.set({ name: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && props.save()}
      />
      <FieldConfig
        project={props.project}
        field={props.field}
        draft={props.draft}
        set={(part) => props.set({ config: { ...props.draft.config, ...part } })}
        replace={(config) => props.set({ config })}
        problems={props.problems}
      />
      <Show when={mayHaveDefault(type())}>
        <DefaultValue {...props} />
      </Show>
      <hr class={css.rule} />
      <div class={css.group}>
        <Show when={!isReadOnly(type())}>
          <Switch
            label={t('fields.required')}
            hint={t('fields.requiredHint')}
            on={props.draft.required}
            problem={props.problems.required}
            set={(required) => props.set({ required })}
          />
        </Show>
        <Show when={mayBeUnique(type())}>
          <Switch
            label={t('fields.unique')}
            hint={t('fields.uniqueHint')}
            on={props.draft.unique}
            problem={props.problems.unique}
            set={(unique) => props.set({ unique })}
          />
        </Show>
        <Switch
          label={t('fields.hidden')}
          hint={t('fields.hiddenHint')}
          on={props.draft.hidden}
          problem={props.problems.hidden}
          set={(hidden) => props.set({ hidden })}
        />
      </div>
      <hr class={css.rule} />
      <div class={css.group}>
        <Field
          label={t('fields.section')}
          hint={t('fields.sectionHint')}
          autocomplete="off"
          maxlength={100}
          value={props.draft.section}
          problem={props.problems.section}
          onInput={(event) => props.set({ section: event.currentTarget.value })}
        />
        <div class={css.chips}>
          <For each={sections()}>
            {(section) => (
              <Button
                look="plain"
                size="small"
                aria-pressed={props.draft.section === section}
                onClick={() => props.set({ section: props.draft.section === section ? '' : section })}
              >
                {section}
              </Button>
            )}
          </For>
        </div>
      </div>
      <Field
        label={t('fields.help')}
        hint={t('fields.helpHint')}
        autocomplete="off"
        maxlength={500}
        value={props.draft.help}
        problem={props.problems.help}
        onInput={(event) => props.set({ help: event.currentTarget.value })}
      />
    </>
  )
}
