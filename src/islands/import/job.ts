import { createEffect, createRoot, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { ApiProblem, api, newKey } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { publishRecord } from '../../client/records.ts'
import { meQuery, peopleQuery, refreshProjects } from '../../client/workspace.ts'
import type { ImportAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Mapping } from '../../core/csv/index.ts'
import type { World } from '../../core/fields/contract.ts'
import { type Checked, type FileFound, type FileProblem, OpenFile } from './file.ts'
import { countOf, nothing, plain, surroundings } from './job-parts.ts'
import { sendRows } from './send.ts'

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

function makeJob(first: ProjectAnswer) {
  const [stage, setStage] = createSignal<Stage>('choose')
  const [file, setFile] = createSignal<File>()
  const [fileProblem, setFileProblem] = createSignal<FileProblem | 'unreadable'>()
  const [found, setFound] = createSignal<Omit<FileFound, 'mapping'>>()
  const [mapping, setMapping] = createStore<Mapping>(nothing)
  const [checked, setChecked] = createSignal<Checked>()
  const [problem, setProblem] = createSignal('')
  const [sent, setSent] = createSignal({ rows: 0, startedAt: 0, from: 0 })
  const [answer, setAnswer] = createSignal<ImportAnswer>()
  const [stopping, setStopping] = createSignal(false)
  let project = first
  let open: OpenFile | undefined
  let world: Omit<World, 'name'> | undefined
  let taken = new Set<number>()
  let asked = { body: '', key: '' }

  /** A new file, or the same read again with another first row. */
  async function choose(next: File, goal: ProjectAnswer, header: boolean | null = null): Promise<void> {
    const before = stage()
    project = goal
    setFileProblem(undefined)
    setProblem('')
    setStage('reading')
    const opened = new OpenFile()
    try {
      const people = await cache.fetchQuery(peopleQuery)
      world = await surroundings()
      const read = await opened.ask<'read'>({
        what: 'read',
        file: next,
        header,
        project: plain(goal),
        people: plain(people),
        currency: (await cache.fetchQuery(meQuery)).workspace.currency,
      })
      if ('problem' in read) {
        setFileProblem(read.problem)
        throw new Error(read.problem)
      }
      open?.close()
      open = opened
      const { mapping: guessed, ...rest } = read
      setFile(next)
      setFound(rest)
      setChecked(undefined)
      setMapping(reconcile(guessed))
      setStage('map')
    } catch (error) {
      opened.close()
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

  async function check(asked: Mapping): Promise<void> {
    if (!open || !world) return
    const result = await open.ask<'check'>({ what: 'check', mapping: asked, project: plain(project), world })
    if (JSON.stringify(asked) === JSON.stringify(mapping)) setChecked(result)
  }

  async function start(): Promise<void> {
    setProblem('')
    setStopping(false)
    setStage('sending')
    setSent({ rows: 0, startedAt: Date.now(), from: 0 })
    taken = new Set()
    const body = JSON.stringify(mapping)
    // The same import asked for again (its answer was lost) is the same import; one that was changed is another.
    if (asked.body !== body) asked = { body, key: newKey() }
    try {
      const path = `/api/projects/${project.id}/imports`
      const made = await api<{ import: ImportAnswer }>('POST', path, plain(mapping), { idempotencyKey: asked.key })
      setAnswer(made.import)
    } catch (error) {
      setProblem(await errorMessage(error))
      setStage('map')
      return
    }
    await send()
  }

  /** After the network was gone for long, too: what was taken stays taken. */
  function goOn(): Promise<void> {
    setStopping(false)
    return send()
  }

  async function send(): Promise<void> {
    const job = answer()
    const rows = found()?.rows
    if (!job || !rows || !open) return
    const source = open
    setProblem('')
    setStage('sending')
    setSent(({ rows: done }) => ({ rows: done, startedAt: Date.now(), from: done }))
    try {
      await sendRows({
        job,
        taken,
        total: rows,
        rows: (from, count) => source.ask<'rows'>({ what: 'rows', from, count }),
        stopped: stopping,
        progress(done, latest) {
          setSent((before) => ({ ...before, rows: Math.max(before.rows, done) }))
          if (countOf(latest) >= countOf(answer())) setAnswer(latest)
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

  /** After the chunks that are on their way; going on or undoing is chosen then. */
  function stop(): void {
    setStopping(true)
  }

  async function undo(): Promise<void> {
    const job = answer()
    if (!job) return
    setProblem('')
    try {
      await api('DELETE', `/api/imports/${job.id}`)
      setStage('undone')
      await refreshProjects()
      publishRecord({ kind: 'reload' })
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  }

  function reset(): void {
    open?.close()
    open = undefined
    asked = { body: '', key: '' }
    setFile(undefined)
    setFound(undefined)
    setAnswer(undefined)
    setFileProblem(undefined)
    setProblem('')
    setStage('choose')
  }

  const rows = (from: number, count: number) => open?.ask<'rows'>({ what: 'rows', from, count }) ?? Promise.resolve([])
  return {
    stage,
    file,
    fileProblem,
    found,
    mapping,
    setMapping,
    checked,
    problem,
    sent,
    answer,
    choose,
    start,
    stopping,
    stop,
    goOn,
    undo,
    reset,
    rows,
  }
}
