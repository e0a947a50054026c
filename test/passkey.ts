import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** A passkey in software, as a phone would have it; `lie` changes what it says before it signs. */
export class Passkey {
  readonly id = randomBytes(16)
  readonly #private: KeyObject
  readonly #public: KeyObject
  counter = 0
  owner = ''

  /** its public key as COSE, instead of its own */
  readonly #cose: Buffer | undefined

  constructor(cose?: Buffer) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#private = pair.privateKey
    this.#public = pair.publicKey
    this.#cose = cose
  }

  create(options: Options, origin: string, lie: Lie = {}): Created {
    this.owner = options.user!.id
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.id.length)
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.#cose ?? coseKey(this.#public)])
    return {
      id: this.id.toString('base64url'),
      response: {
        clientDataJSON: clientData('webauthn.create', options, origin, lie),
        attestationObject: attestationObject(this.#data(origin, 0x45, lie, credential)).toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  sign(options: Options, origin: string, lie: Lie = {}): Asserted {
    const clientDataJSON = clientData('webauthn.get', options, origin, lie)
    const data = this.#data(origin, 0x05, lie)
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    const signature = createSign('sha256')
      .update(Buffer.concat([data, hash]))
      .sign(this.#private)
    return {
      id: this.id.toString('base64url'),
      response: {
        clientDataJSON,
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: this.owner,
      },
    }
  }

  /** The public key as SubjectPublicKeyInfo, base64url. */
  get spki(): string {
    return this.#public.export({ type: 'spki', format: 'der' }).toString('base64url')
  }

  #data(origin: string, flags: number, { host, flags: lied }: Lie, more: Buffer = Buffer.alloc(0)): Buffer {
    const head = Buffer.alloc(5)
    head[0] = lied ?? flags
    head.writeUInt32BE(this.counter, 1)
    const rp = createHash('sha256')
      .update(host ?? new URL(origin).hostname)
      .digest()
    return Buffer.concat([rp, head, more])
  }
}

export interface Options {
  challenge: string
  user?: { id: string }
}

interface Lie {
  origin?: string
  host?: string
  flags?: number
  type?: string
  crossOrigin?: boolean
  topOrigin?: string
}

interface Created {
  id: string
  response: Record<string, unknown>
}

interface Asserted {
  id: string
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle: string }
}

/** CBOR: { "fmt": "none", "attStmt": {}, "authData": data } */
function attestationObject(data: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(data.length)
  const head = Buffer.from('\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59', 'latin1')
  return Buffer.concat([head, length, data])
}

/** CBOR: { 1 (type): 2 (EC2), 3 (algorithm): -7 (ES256), -1 (curve): 1 (P-256), -2: x, -3: y }, as RFC 9053 numbers them. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ])
}

const clientData = (type: string, { challenge }: Options, origin: string, lie: Lie): string =>
  Buffer.from(
    JSON.stringify({
      type: lie.type ?? type,
      challenge,
      origin: lie.origin ?? origin,
      crossOrigin: lie.crossOrigin ?? false,
      ...(lie.topOrigin && { topOrigin: lie.topOrigin }),
    }),
  ).toString('base64url')
