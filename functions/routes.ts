import { auditRoutes } from './audit/routes.ts'
import { keyRoutes } from './auth/api-keys/routes.ts'
import { invitationRoutes } from './auth/invitations/routes.ts'
import { meRoutes } from './auth/me-routes.ts'
import { passkeyRoutes } from './auth/passkeys/routes.ts'
import { auth } from './auth/password-routes.ts'
import { doors } from './auth/sign-in-routes.ts'
import { hangingRoutes } from './comments/routes.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { fieldRoutes } from './fields/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { health } from './http/health.ts'
import { openApiRoutes } from './http/openapi/routes.ts'
import type { Route } from './http/route.ts'
import { importRoutes } from './imports/routes.ts'
import { listRoutes } from './lists/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { projectRoutes } from './projects/routes.ts'
import { erasureRoutes } from './records/erase-routes.ts'
import { recordRoutes } from './records/routes.ts'
import { recordStateRoutes } from './records/state-routes.ts'
import { roleRoutes } from './roles/routes.ts'
import { tagRoutes } from './tags/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { templateRoutes } from './template/routes.ts'
import { workspaceRoutes } from './workspace/routes.ts'

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
