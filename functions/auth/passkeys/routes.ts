import * as v from 'valibot'
import * as shapes from '../../../src/core/api/auth.ts'
import { isolateCache } from '../../http/authentication.ts'
import { originOf } from '../../http/cookies.ts'
import { route } from '../../http/route.ts'
import {
  addPasskey,
  passkeyAdding,
  passkeyNaming,
  passkeyRegistrationOptions,
  readPasskeys,
  removePasskey,
  renamePasskey,
} from './passkeys.ts'

const one = v.strictObject({ passkey: shapes.passkey })

export const passkeyRoutes = [
  route({
    method: 'GET',
    path: '/api/me/passkeys',
    summary: 'Lists one’s passkeys',
    tag: 'sign-in',
    requires: 'person',
    response: shapes.passkeys,
    handler: (context) => readPasskeys(context),
  }),
  route({
    method: 'POST',
    path: '/api/me/passkeys/options',
    summary: 'Begins a new passkey',
    details: 'Answers what navigator.credentials.create takes, with a challenge of one use that lasts five minutes.',
    tag: 'sign-in',
    requires: 'person',
    response: shapes.passkeyOptions,
    handler: (context, _params, { http }) =>
      passkeyRegistrationOptions(context, isolateCache(http.env).secret, originOf(http)),
  }),
  route({
    method: 'POST',
    path: '/api/me/passkeys',
    summary: 'Adds a passkey',
    tag: 'sign-in',
    requires: 'person',
    body: passkeyAdding,
    status: 201,
    response: one,
    example: {
      body: {
        name: 'Laptop',
        credential: {
          id: 'AQID',
          response: { clientDataJSON: 'e30', authenticatorData: 'AQID', publicKey: 'AQID', publicKeyAlgorithm: -7 },
        },
      },
    },
    handler: (context, _params, { body, http }) =>
      addPasskey(context, isolateCache(http.env).secret, body, originOf(http)),
  }),
  route({
    method: 'PATCH',
    path: '/api/me/passkeys/:id',
    params: { id: 'passkey' },
    summary: 'Renames a passkey',
    tag: 'sign-in',
    requires: 'person',
    body: passkeyNaming,
    response: one,
    example: { body: { name: 'Phone' } },
    handler: (context, { id }, { body }) => renamePasskey(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/passkeys/:id',
    params: { id: 'passkey' },
    summary: 'Removes a passkey',
    tag: 'sign-in',
    requires: 'person',
    response: shapes.nothing,
    handler: async (context, { id }) => {
      await removePasskey(context, id)
      return {}
    },
  }),
]
