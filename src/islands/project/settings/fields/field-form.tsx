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
import { Switch } from '../../../../widgets/switch.tsx'
import { FieldConfig } from './config/field-config.tsx'
import { DefaultValue } from './default-value.tsx'
import type { Draft } from './draft.ts'
import css from './form.module.css'
import { Retype } from './retype.tsx'
import type { Problems } from './save-field.ts'
import { TypeChooser } from './type-chooser.tsx'

interface Props {
  project: ProjectAnswer
  /** the stored one; none where it is new */
  field: FieldAnswer | undefined
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  onSelectType: (type: TypeName) => void
  problems: Problems
  allowsEmptying: boolean
  onAllowEmptying: (allowsEmptying: boolean) => void
  onSave: () => void
}

export function FieldForm(props: Props) {
  const [choosing, setChoosing] = createSignal(false)
  const type = () => props.draft.type as TypeName
  const isRetyped = () => props.field !== undefined && props.field.type !== props.draft.type
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
                <Button variant="plain" size="small" onClick={() => setChoosing(true)}>
                  {t('fields.changeType')}
                </Button>
              </Show>
            </div>
            <p class={css.hint}>{mayRetype() ? typeHelp(type()) : `${typeHelp(type())} ${t('fields.noRetype')}`}</p>
          </div>
        }
      >
        <TypeChooser
          selected={type()}
          accepts={(candidate) => !props.field || candidate === type() || mayBecome(candidate)}
          onSelect={(selected) => {
            setChoosing(false)
            if (selected !== type()) props.onSelectType(selected)
          }}
          onEscape={() => setChoosing(false)}
        />
      </Show>
      <Show when={isRetyped() && props.field}>
        {(field) => (
          <Retype
            field={field()}
            draft={props.draft}
            onChange={props.onChange}
            allowsEmptying={props.allowsEmptying}
            onAllowEmptying={props.onAllowEmptying}
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
        onInput={(event) => props.onChange({ name: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && props.onSave()}
      />
      <FieldConfig
        project={props.project}
        field={props.field}
        draft={props.draft}
        onChange={(part) => props.onChange({ config: { ...props.draft.config, ...part } })}
        onReplace={(config) => props.onChange({ config })}
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
            onChange={(required) => props.onChange({ required })}
          />
        </Show>
        <Show when={mayBeUnique(type())}>
          <Switch
            label={t('fields.unique')}
            hint={t('fields.uniqueHint')}
            on={props.draft.unique}
            problem={props.problems.unique}
            onChange={(unique) => props.onChange({ unique })}
          />
        </Show>
        <Switch
          label={t('fields.hidden')}
          hint={t('fields.hiddenHint')}
          on={props.draft.hidden}
          problem={props.problems.hidden}
          onChange={(hidden) => props.onChange({ hidden })}
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
          onInput={(event) => props.onChange({ section: event.currentTarget.value })}
        />
        <div class={css.chips}>
          <For each={sections()}>
            {(section) => (
              <Button
                variant="plain"
                size="small"
                aria-pressed={props.draft.section === section}
                onClick={() => props.onChange({ section: props.draft.section === section ? '' : section })}
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
        onInput={(event) => props.onChange({ help: event.currentTarget.value })}
      />
    </>
  )
}
