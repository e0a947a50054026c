import type { Route } from '../route.ts'
import { auditRoutes } from './audit.ts'
import { auth } from './auth.ts'
import { dashboardRoutes } from './dashboards.ts'
import { doors } from './doors.ts'
import { erasureRoutes } from './erasure.ts'
import { fieldRoutes } from './fields.ts'
import { fileRoutes } from './files.ts'
import { hangingRoutes } from './hangings.ts'
import { health } from './health.ts'
import { importRoutes } from './imports.ts'
import { invitationRoutes } from './invitations.ts'
import { keyRoutes } from './keys.ts'
import { listRoutes } from './lists.ts'
import { meRoutes } from './me.ts'
import { openApiRoutes } from './openapi.ts'
import { passkeyRoutes } from './passkeys.ts'
import { peopleRoutes } from './people.ts'
import { projectRoutes } from './projects.ts'
import { recordStateRoutes } from './record-state.ts'
import { recordRoutes } from './records.ts'
import { roleRoutes } from './roles.ts'
import { tagRoutes } from './tags.ts'
import { teamRoutes } from './teams.ts'
import { templateRoutes } from './template.ts'
import { workspaceRoutes } from './workspace.ts'

/** Every route there is: what isn't here isn't mounted. */
export const routes: readonly Route[] = [
  ...health,
  ...auth,
  ...doors,
  ...meRoutes,
  ...passkeyRoutes,
  ...invitationRoutes,
  ...openApiRoutes(() => routes),
  ...peopleRoutes,
  ...roleRoutes,
  ...teamRoutes,
  ...keyRoutes,
  ...auditRoutes,
  ...workspaceRoutes,
  ...templateRoutes,
  ...projectRoutes,
  ...listRoutes,
  ...fieldRoutes,
  ...tagRoutes,
  ...recordRoutes,
  ...recordStateRoutes,
  ...erasureRoutes,
  ...hangingRoutes,
  ...fileRoutes,
  ...importRoutes,
  ...dashboardRoutes,
]
