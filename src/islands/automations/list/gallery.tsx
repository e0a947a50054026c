import Check from 'lucide-solid/icons/check'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { useMe, useProjects } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { AutomationAnswer } from '../../../core/api/automation/index.ts'
import { RECIPE_WORDS, RECIPES, type RecipeKey, type RecipeWords } from '../../../core/template/automations/index.ts'
import { say } from '../../../i18n/automation-words.ts'
import { language } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { refetchAutomations } from '../queries.ts'
import css from './list.module.css'

/** Those that are ready to use in this project: one click adds one, switched on. */
export default function Gallery(props: { project: ProjectAnswer; automations: AutomationAnswer[] }) {
  const me = useMe()
  const projects = useProjects()
  const [busy, setBusy] = createSignal<RecipeKey | null>(null)
  const words = (key: RecipeKey) => RECIPE_WORDS[language()][key]
  const recipeIn = (key: RecipeKey, words: RecipeWords) =>
    RECIPES[key]({ project: props.project, others: projects.data ?? [], me: me.data?.person.id ?? '', words })
  const recipe = (key: RecipeKey) => recipeIn(key, words(key))
  const keys = () => (Object.keys(RECIPES) as RecipeKey[]).filter((key) => recipe(key) !== null)
  /** By its name, or, where that was changed, by what it does and says. */
  const isThere = (key: RecipeKey) =>
    props.automations.some(
      (one) =>
        Object.values(RECIPE_WORDS).some((all) => all[key].name === one.name) ||
        Object.values(RECIPE_WORDS).some((all) => isSame(one, recipeIn(key, all[key]))),
    )

  async function add(key: RecipeKey): Promise<void> {
    if (busy()) return
    setBusy(key)
    const { name, description } = words(key)
    try {
      const { change } = await api<{ change: string }>('POST', `/api/projects/${props.project.id}/automations`, {
        name,
        description,
        on: true,
        ...recipe(key),
      })
      await refetchAutomations(props.project.id)
      toastUndo(say('added', { name }), change)
    } catch (error) {
      await toastError(error)
    } finally {
      setBusy(null)
    }
  }

  return (
    <section class={css.gallery} aria-label={say('gallery')}>
      <h3 class={css.heading}>{say('gallery')}</h3>
      <p class={css.soft}>{say('galleryText')}</p>
      <ul class={css.cards}>
        <For each={keys()}>
          {(key) => (
            <li class={css.card}>
              <span class={css.name}>{words(key).name}</span>
              <p class={css.soft}>{words(key).description}</p>
              <Show
                when={!isThere(key)}
                fallback={
                  <span class={css.present}>
                    <Check size={14} />
                    {say('present')}
                  </span>
                }
              >
                <Button
                  variant="outline"
                  size="small"
                  disabled={busy() === key}
                  aria-label={say('add', { name: words(key).name })}
                  onClick={() => void add(key)}
                >
                  <Plus size={14} />
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

/** What sets it off, and its steps with what they say; people and conditions are changed by everybody. */
function isSame({ triggers, actions }: AutomationAnswer, recipe: ReturnType<(typeof RECIPES)[RecipeKey]>): boolean {
  const sorted = (all: readonly object[]) => JSON.stringify(all.map((one) => Object.entries(one).sort()))
  const steps = (all: readonly Record<string, unknown>[]) =>
    JSON.stringify(all.map((one) => [one.do, one.text ?? one.body, one.days, 'rules' in one]))
  return (
    recipe !== null &&
    sorted(triggers ?? []) === sorted(recipe.triggers) &&
    steps(actions ?? []) === steps(recipe.actions as unknown as Record<string, unknown>[])
  )
}
