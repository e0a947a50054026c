import { Passkeys } from './passkeys.tsx'
import { Password } from './password.tsx'
import { Sessions } from './sessions.tsx'

/** Sign-in methods and active sessions. */
export default function Security() {
  return (
    <>
      <Password />
      <Passkeys />
      <Sessions />
    </>
  )
}
