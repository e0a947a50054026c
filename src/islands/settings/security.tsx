import { Passkeys } from './passkeys.tsx'
import { Password } from './password.tsx'
import { Sessions } from './sessions.tsx'

/** How one gets in, and where one is in. */
export default function Security() {
  return (
    <>
      <Password />
      <Passkeys />
      <Sessions />
    </>
  )
}
