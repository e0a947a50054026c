import * as v from 'valibot'
import * as shapes from '../../src/core/model/shapes/door.ts'
import { originOf } from '../cookie.ts'
import {
  addPasskey,
  newPasskey,
  passkeyAdding,
  passkeyNaming,
  readPasskeys,
  removePasskey,
  renamePasskey,
} from '../model/doors/passkeys.ts'
import { route } from '../route.ts'
import { memoryOf } from '../session.ts'

const one = v.strictObject({ passkey: shapes.passkey })

export const passkeyRoutes = [
  route({
    method: 'GET',
    path: '/api/me/passkeys',
    summary: 'Lists one’s passkeys',
    tag: 'sign-in',
    needs: 'person',
    answer: shapes.passkeys,
    run: (context) => readPasskeys(context),
  }),
  route({
    method: 'POST',
    path: '/api/me/passkeys/options',
    summary: 'Begins a new passkey',
    details: 'Answers what navigator.credentials.create takes, with a challenge of one use that lasts five minutes.',
    tag: 'sign-in',
    needs: 'person',
    answer: shapes.passkeyOptions,
    run: (context, _params, { http }) => newPasskey(context, memoryOf(http.env).secret, originOf(http)),
  }),
  route({
    method: 'POST',
    path: '/api/me/passkeys',
    summary: 'Adds a passkey',
    tag: 'sign-in',
    needs: 'person',
    body: passkeyAdding,
    status: 201,
    answer: one,
    example: {
      body: {
        name: 'Laptop',
        credential: {
          id: 'AQID',
          response: { clientDataJSON: 'e30', authenticatorData: 'AQID', publicKey: 'AQID', publicKeyAlgorithm: -7 },
        },
      },
    },
    run: (context, _params, { body, http }) => addPasskey(context, memoryOf(http.env).secret, body, originOf(http)),
  }),
  route({
    method: 'PATCH',
    path: '/api/me/passkeys/:id',
    params: { id: 'passkey' },
    summary: 'Renames a passkey',
    tag: 'sign-in',
    needs: 'person',
    body: passkeyNaming,
    answer: one,
    example: { body: { name: 'Phone' } },
    run: (context, { id }, { body }) => renamePasskey(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/passkeys/:id',
    params: { id: 'passkey' },
    summary: 'Removes a passkey',
    tag: 'sign-in',
    needs: 'person',
    answer: shapes.nothing,
    run: async (context, { id }) => {
      await removePasskey(context, id)
      return {}
    },
  }),
]
