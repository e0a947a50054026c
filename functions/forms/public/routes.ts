import { sentForm } from '../../../src/core/api/form/index.ts'
import { Problem } from '../../../src/core/errors/index.ts'
import { ensureMigrated } from '../../db/migrate.ts'
import { type Http, readForm } from '../../http/body.ts'
import { clientOf } from '../../http/cookies.ts'
import { ownOrigins } from '../../http/own-origin.ts'
import { publicRoute } from '../../http/route.ts'
import { type Asker, confirmAnswer, floodAnswer, formAnswer, outcomeAnswer, shutAnswer, tokenAnswer } from './answer.ts'
import { confirmation } from './confirm.ts'
import { type Visit, withForm } from './open-form.ts'
import { type Post, submit } from './submit.ts'
import { newToken } from './token.ts'
import { countView } from './views.ts'

/** The files of a submission, and its text. */
const LIMIT = 22 * 1024 * 1024

const tag = 'form'
const params = { form: 'form key' } as const

export const publicFormRoutes = [
  publicRoute({
    method: 'GET',
    path: '/f/:form',
    summary: 'Show a form',
    details:
      'The page of a form, for anybody; `lang` chooses its language. Other pages show it within them, or take it along by `/embed.js`.',
    tag,
    params,
    fromAnywhere: true,
    response: 'text/html',
    handler: async (http) => {
      const asker = askerOf(http)
      await ensureMigrated(http.env.DB)
      const answer = await withForm(visitOf(http), [], async (form) => formAnswer(form, asker, http.req.query()))
      return typeof answer === 'string' ? shutAnswer(answer, asker) : answer
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/f/:form/token',
    summary: 'Get the token that a form is sent with',
    details: 'Good from two seconds until 24 hours after, for one submission of this form; sent as its field `token`.',
    tag,
    params,
    fromAnywhere: true,
    response: 'application/json',
    handler: async (http) => {
      const asker = { ...askerOf(http), wantsJson: true }
      if (await isFlood(http)) return floodAnswer(asker)
      await ensureMigrated(http.env.DB)
      const visit = visitOf(http)
      const token = await withForm(visit, [], async (form) => {
        countView(form)
        return { token: await newToken(form.secret, form.row.id, visit.now) }
      })
      return typeof token === 'string' ? shutAnswer(token, asker) : tokenAnswer(token.token)
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/f/:form',
    summary: 'Send a form in',
    details:
      'The fields of a page’s form, with files. Without a token nothing is stored: the form is given back, filled in, with one. `Accept: application/json` answers JSON. What is wrong is told in the visitor’s language.',
    tag,
    params,
    fromAnywhere: true,
    body: { form: sentForm, limit: LIMIT },
    response: 'text/html',
    example: { body: { title: 'Kampot Pepper Co., Ltd.', token: '' } },
    handler: async (http) => {
      const asker = askerOf(http)
      if (await isFlood(http)) return floodAnswer(asker)
      await ensureMigrated(http.env.DB)
      const outcome = await submit(await postOf(http))
      return typeof outcome === 'string' ? shutAnswer(outcome, asker) : outcomeAnswer(outcome, asker)
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/f/:form/confirm/:token',
    summary: 'Ask whether what was sent is confirmed',
    details:
      'The page that a mail’s link leads to. It confirms nothing by itself: programs that look into mails open links, too.',
    tag,
    params: { ...params, token: 'confirmation' },
    fromAnywhere: true,
    response: 'text/html',
    handler: (http) => answerConfirmation(http, false),
  }),
  publicRoute({
    method: 'POST',
    path: '/f/:form/confirm/:token',
    summary: 'Confirm what was sent',
    details: 'The record is made. Once more, it is there already.',
    tag,
    params: { ...params, token: 'confirmation' },
    fromAnywhere: true,
    response: 'text/html',
    handler: (http) => answerConfirmation(http, true),
  }),
]

async function answerConfirmation(http: Http, confirm: boolean): Promise<Response> {
  await ensureMigrated(http.env.DB)
  const asker = askerOf(http)
  const found = await confirmation(visitOf(http), http.req.param('token')!, confirm)
  if (typeof found === 'string') return shutAnswer(found, asker)
  return confirmAnswer(found.form, found.words, asker.key, found.state)
}

const visitOf = ({ env, req, executionCtx }: Http): Visit => ({
  env,
  key: req.param('form')!,
  now: Date.now(),
  waitUntil: (step) => executionCtx.waitUntil(step()),
})

const askerOf = ({ req }: Http): Asker => ({
  key: req.param('form')!,
  wantsJson: req.header('accept')?.includes('application/json') ?? false,
  language: req.query('lang'),
  browsers: req.header('accept-language')?.split(/[,;]/)[0],
})

async function postOf(http: Http): Promise<Post> {
  const { req } = http
  const data = await readForm(http, LIMIT, { urlencoded: true }).catch((problem) => {
    if (problem instanceof Problem && problem.status === 413) return null
    // Neither a form nor one that can be read: as if nothing had been typed.
    if (problem instanceof Problem) return new FormData()
    throw problem
  })
  return {
    ...visitOf(http),
    data,
    origin: req.header('origin'),
    ownOrigins: await ownOrigins(http),
    network: clientOf(http).network,
    language: req.query('lang'),
  }
}

/** The edge counts it, for each form and network: a flood costs no call of the database. What is stored is counted exactly beside it. */
async function isFlood(http: Http): Promise<boolean> {
  const { FORM_LIMIT } = http.env
  const { network } = clientOf(http)
  if (!FORM_LIMIT || network === '') return false
  const { success } = await FORM_LIMIT.limit({ key: `${http.req.param('form')} ${network}` })
  return !success
}
