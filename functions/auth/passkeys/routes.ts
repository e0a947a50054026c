import * as v from 'valibot'
import { passkey, passkeyInput, passkeyOptions, passkeyPatch, passkeys } from '../../../src/core/api/auth/passkey.ts'
import { nothing, pageQuery } from '../../../src/core/api/common.ts'
import { isolateCache } from '../../context/index.ts'
import { ownOrigin, ownOrigins } from '../../http/own-origin.ts'
import { route } from '../../http/route.ts'
import {
  addPasskey,
  ownPasskey,
  passkeyRegistrationOptions,
  readPasskeys,
  removePasskey,
  renamePasskey,
} from './passkeys.ts'

const one = v.strictObject({ passkey })

export const passkeyRoutes = [
  route({
    method: 'GET',
    path: '/api/me/passkeys',
    summary: 'List one’s passkeys',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    query: pageQuery,
    response: passkeys,
    handler: (context, _, { query }) => readPasskeys(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/me/passkeys/options',
    summary: 'Begin a passkey',
    details: 'Answers what navigator.credentials.create takes, with a challenge of one use that lasts five minutes.',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    response: passkeyOptions,
    handler: async (context, _params, { http }) =>
      passkeyRegistrationOptions(context, isolateCache(http.env).secret, await ownOrigin(http)),
  }),
  route({
    method: 'POST',
    path: '/api/me/passkeys',
    summary: 'Add a passkey',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    body: passkeyInput,
    status: 201,
    response: one,
    example: {
      body: {
        name: 'Laptop',
        credential: {
          id: 'AQID',
          response: { clientDataJSON: 'e30', attestationObject: 'AQID' },
        },
      },
    },
    handler: async (context, _params, { body, http }) =>
      addPasskey(context, isolateCache(http.env).secret, body, await ownOrigins(http)),
  }),
  route({
    method: 'PATCH',
    path: '/api/me/passkeys/:id',
    params: { id: ownPasskey },
    summary: 'Rename a passkey',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    body: passkeyPatch,
    response: one,
    example: { body: { name: 'Phone' } },
    handler: (context, { id }, { body }) => renamePasskey(context, id, body.name),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/passkeys/:id',
    params: { id: ownPasskey },
    summary: 'Remove a passkey',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    response: nothing,
    handler: (context, { id }) => removePasskey(context, id),
  }),
]
