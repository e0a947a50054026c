import { newSecret, sha256Hex } from '../crypto.ts'

/** So many people are known in one browser; a shared one forgets who came first. */
const MOST = 5

/**
 * What a browser that has signed in carries, in a signed cookie: a number of its own, and a mark for each address that signed in
 * there, `<number>.<mark>.<mark>`, the last first. It opens no door. It tells such a browser from strangers, whose guesses at the
 * same address are counted apart from its own, so that nobody keeps somebody out by guessing. The addresses are not in it.
 */
export async function withAddress(sent: string, email: string): Promise<string> {
  const [device = '', ...marks] = (sent || newSecret()).split('.')
  const mark = await markOf(device, email)
  return [device, mark, ...marks.filter((one) => one !== mark)].slice(0, MOST + 1).join('.')
}

/** The browser's number, if that address has signed in there before; else null. */
export async function deviceKnownTo(sent: string, email: string): Promise<string | null> {
  const [device = '', ...marks] = sent.split('.')
  return marks.includes(await markOf(device, email)) ? device : null
}

const markOf = async (device: string, email: string): Promise<string> =>
  (await sha256Hex(`${device} ${email.toLowerCase()}`)).slice(0, 32)
