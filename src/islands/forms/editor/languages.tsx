import { createSignal, For, Show } from 'solid-js'
import { displayName } from '../../../client/fallback-dates.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { LANGUAGES as SPOKEN } from '../../../core/model/language.ts'
import { isLocale } from '../../../core/text/locale.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import type { Draft } from '../draft.ts'
import css from '../forms.module.css'
import { Choice } from './controls.tsx'
import { Translation } from './translation.tsx'

/** As the API takes them. */
const MOST = 20

/** Its own language, and what it says in the others: those that the program speaks, and any that its makers type their own texts for. */
export function Languages(props: { project: ProjectAnswer; draft: Draft; onChange: (patch: Partial<Draft>) => void }) {
  const all = () => [...new Set([...SPOKEN, props.draft.language, ...Object.keys(props.draft.texts)])]
  const others = () => all().filter((one) => one !== props.draft.language)
  const isSpoken = (tongue: string) => (SPOKEN as readonly string[]).includes(tongue)
  function set(tongue: string, texts: Draft['texts'][string] | null): void {
    const { [tongue]: _, ...rest } = props.draft.texts
    // One that nothing is said in isn't offered to visitors, as long as it was not added by hand.
    const isLeft = texts !== null && (Object.keys(texts).length > 0 || !isSpoken(tongue))
    props.onChange({ texts: isLeft ? { ...props.draft.texts, [tongue]: texts } : rest })
  }
  return (
    <>
      <Choice
        label={sayForm('language')}
        value={props.draft.language}
        options={all().map((id) => ({ id, name: displayName('language', id) }))}
        onChange={(language) => language && props.onChange({ language })}
      />
      <For each={others()}>
        {(tongue) => (
          <Translation
            project={props.project}
            draft={props.draft}
            tongue={tongue}
            onChange={(texts) => set(tongue, texts)}
            onRemove={isSpoken(tongue) ? undefined : () => set(tongue, null)}
          />
        )}
      </For>
      <Show when={Object.keys(props.draft.texts).length < MOST}>
        <AddLanguage known={all()} onAdd={(tongue) => set(tongue, {})} />
      </Show>
    </>
  )
}

/** By its code: what it stands for is said while it is typed. */
function AddLanguage(props: { known: readonly string[]; onAdd: (tongue: string) => void }) {
  const [code, setCode] = createSignal('')
  const [wrong, setWrong] = createSignal(false)
  const tag = () => (isLocale(code().trim()) ? Intl.getCanonicalLocales(code().trim())[0]! : null)
  const problem = () => {
    if (!wrong()) return undefined
    const found = tag()
    if (found === null) return sayForm('noLanguage', { code: code().trim() })
    return props.known.includes(found) ? sayForm('languageThere', { name: displayName('language', found) }) : undefined
  }
  function add(): void {
    const found = tag()
    if (found === null || props.known.includes(found)) return void setWrong(true)
    props.onAdd(found)
    setCode('')
  }
  return (
    <div class={css.add}>
      <Field
        label={sayForm('addLanguage')}
        hint={tag() ? displayName('language', tag()!) : sayForm('addLanguageHint')}
        value={code()}
        maxlength={35}
        autocapitalize="off"
        spellcheck={false}
        problem={problem()}
        onInput={(event) => {
          setWrong(false)
          setCode(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // It would save the form.
          event.preventDefault()
          add()
        }}
      />
      <Button disabled={code().trim() === ''} onClick={add}>
        {sayForm('add')}
      </Button>
    </div>
  )
}
