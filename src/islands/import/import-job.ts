import { createEffect, createRoot, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { ApiProblem, api, randomKey } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { publishRecord } from '../../client/records/events.ts'
import { meQuery, peopleQuery, refreshProjects } from '../../client/workspace.ts'
import type { ImportAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Mapping } from '../../core/csv/index.ts'
import type { World } from '../../core/fields/contract.ts'
import { isSameJson } from '../../core/model/json.ts'
import { localeOf, t } from '../../i18n/index.ts'
import { type Checked, type FileFound, type FileProblem, type HowToRead, OpenFile } from './file.ts'
import { emptyMapping, loadImportContext, processedRows, toPlain } from './import-context.ts'
import { sendRows } from './send-rows.ts'
import { undoImport } from './undo-import.ts'

export type Stage = 'choose' | 'reading' | 'map' | 'sending' | 'stopped' | 'done' | 'undone'

/** One import of one project, from the file to its report. Lives as long as the tab: leaving the page stops nothing. */
export type Job = ReturnType<typeof makeJob>

const jobs = new Map<string, Job>()

export function jobOf(project: ProjectAnswer): Job {
  let job = jobs.get(project.id)
  if (!job) {
    job = createRoot(() => makeJob(project))
    jobs.set(project.id, job)
  }
  return job
}

function makeJob(initialProject: ProjectAnswer) {
  const [stage, setStage] = createSignal<Stage>('choose')
  const [file, setFile] = createSignal<File>()
  const [fileProblem, setFileProblem] = createSignal<FileProblem | 'unreadable'>()
  const [fileFacts, setFileFacts] = createSignal<Omit<FileFound, 'mapping'>>()
  const [mapping, setMapping] = createStore<Mapping>(emptyMapping)
  const [checked, setChecked] = createSignal<Checked>()
  const [problem, setProblem] = createSignal('')
  const [progress, setProgress] = createSignal({ rows: 0, startedAt: 0, from: 0 })
  const [answer, setAnswer] = createSignal<ImportAnswer>()
  const [stopping, setStopping] = createSignal(false)
  let project = initialProject
  let open: OpenFile | undefined
  let context: Omit<World, 'name'> | undefined
  let sentRows = new Set<number>()
  let lastRequest = { body: '', key: '' }

  /** A new file, or the same read again in another way than was guessed. */
  async function choose(next: File, target: ProjectAnswer, how: HowToRead = {}): Promise<void> {
    const before = stage()
    project = target
    setFileProblem(undefined)
    setProblem('')
    setStage('reading')
    const newFile = new OpenFile()
    try {
      const people = await cache.fetchQuery(peopleQuery)
      context = await loadImportContext()
      const readResult = await newFile.send<'read'>({
        kind: 'read',
        file: next,
        how,
        project: toPlain(target),
        people: toPlain(people),
        currency: (await cache.fetchQuery(meQuery)).workspace.currency,
      })
      if ('problem' in readResult) {
        setFileProblem(readResult.problem)
        throw new Error(readResult.problem)
      }
      open?.close()
      open = newFile
      const { mapping: guessed, ...facts } = readResult
      setFile(next)
      setFileFacts(facts)
      setChecked(undefined)
      setMapping(reconcile(guessed))
      setStage('map')
    } catch (error) {
      newFile.close()
      if (!fileProblem()) setFileProblem('unreadable')
      if (error instanceof ApiProblem) setProblem(await errorMessage(error))
      setStage(before === 'map' ? 'map' : 'choose')
    }
  }

  createEffect(
    on(
      () => (stage() === 'map' ? JSON.stringify(mapping) : ''),
      (text) => {
        if (!text) return
        const timer = setTimeout(() => void check(JSON.parse(text) as Mapping), 120)
        onCleanup(() => clearTimeout(timer))
      },
    ),
  )

  async function check(checkedMapping: Mapping): Promise<void> {
    if (!open || !context) return
    const result = await open.send<'check'>({
      kind: 'check',
      mapping: checkedMapping,
      project: toPlain(project),
      world: context,
      reader: { locale: localeOf(), zone: context.zone, yes: t('yes'), no: t('no') },
    })
    if (isSameJson(checkedMapping, mapping)) setChecked(result)
  }

  async function start(): Promise<void> {
    setProblem('')
    setStopping(false)
    setStage('sending')
    setProgress({ rows: 0, startedAt: Date.now(), from: 0 })
    sentRows = new Set()
    const sent = { ...toPlain(mapping), file: (file()?.name ?? '').slice(0, 300) }
    const body = JSON.stringify(sent)
    // Repeating the same request (its response was lost) reuses the idempotency key; a changed mapping gets a new one.
    if (lastRequest.body !== body) lastRequest = { body, key: randomKey() }
    try {
      const path = `/api/projects/${project.id}/imports`
      const created = await api<{ import: ImportAnswer }>('POST', path, sent, {
        idempotencyKey: lastRequest.key,
      })
      setAnswer(created.import)
    } catch (error) {
      setProblem(await errorMessage(error))
      setStage('map')
      return
    }
    await send()
  }

  /** Continues after a stop or a lost network; chunks that were accepted are not sent again. */
  function resume(): Promise<void> {
    setStopping(false)
    return send()
  }

  async function send(): Promise<void> {
    const job = answer()
    const rows = fileFacts()?.rows
    if (!job || !rows || !open) return
    const source = open
    setProblem('')
    setStage('sending')
    setProgress(({ rows: rowsDone }) => ({ rows: rowsDone, startedAt: Date.now(), from: rowsDone }))
    try {
      await sendRows({
        job,
        sentRows,
        total: rows,
        rows: (from, count) => source.send<'rows'>({ kind: 'rows', from, count }),
        isStopped: stopping,
        onProgress(done, latest) {
          setProgress((before) => ({ ...before, rows: Math.max(before.rows, done) }))
          if (processedRows(latest) >= processedRows(answer())) setAnswer(latest)
        },
      })
      if (stopping()) {
        setStage('stopped')
        return
      }
      setAnswer((await api<{ import: ImportAnswer }>('POST', `/api/imports/${job.id}/finish`, {})).import)
      setStage('done')
      await refreshProjects()
      publishRecord({ kind: 'reload' })
    } catch (error) {
      setProblem(await errorMessage(error))
      setStage('stopped')
    }
  }

  /** Stops after the running chunks; the import can then be resumed or undone. */
  function stop(): void {
    setStopping(true)
  }

  async function undo(): Promise<void> {
    const job = answer()
    if (!job) return
    setProblem('')
    try {
      await undoImport(job.id)
      setStage('undone')
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  }

  function reset(): void {
    open?.close()
    open = undefined
    lastRequest = { body: '', key: '' }
    setFile(undefined)
    setFileFacts(undefined)
    setAnswer(undefined)
    setFileProblem(undefined)
    setProblem('')
    setStage('choose')
  }

  return {
    stage,
    file,
    fileProblem,
    found: fileFacts,
    mapping,
    setMapping,
    checked,
    problem,
    progress,
    answer,
    choose,
    start,
    stopping,
    stop,
    resume,
    undo,
    reset,
  }
}
