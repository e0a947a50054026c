import { auditRoutes } from './audit/routes.ts'
import { accountRoutes } from './auth/account-routes.ts'
import { apiKeyRoutes } from './auth/api-keys/routes.ts'
import { invitationRoutes } from './auth/invitations/routes.ts'
import { passkeyRoutes } from './auth/passkeys/routes.ts'
import { signInRoutes } from './auth/routes.ts'
import { automationRoutes } from './automations/routes.ts'
import { commentRoutes } from './comments/routes.ts'
import { chartRoutes } from './dashboards/chart-routes.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { fieldRoutes } from './fields/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { publicFormRoutes } from './forms/public/routes.ts'
import { formRoutes } from './forms/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { openApiRoutes } from './http/openapi/routes.ts'
import type { Route } from './http/route.ts'
import { importRoutes } from './imports/routes.ts'
import { inboundRoutes } from './inbound/routes.ts'
import { healthRoutes } from './jobs/health.ts'
import { listRoutes } from './lists/routes.ts'
import { liveRoutes } from './live/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { meRoutes } from './people/me-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { projectRoutes } from './projects/routes.ts'
import { recordRoutes } from './records/routes.ts'
import { recordStateRoutes } from './records/state-routes.ts'
import { roleRoutes } from './roles/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { tagRoutes } from './tags/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { templateRoutes } from './template/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { workspaceRoutes } from './workspace/routes.ts'

/** All routes; only these are mounted. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...signInRoutes,
  ...meRoutes,
  ...accountRoutes,
  ...passkeyRoutes,
  ...invitationRoutes,
  ...deliveryRoutes,
  ...openApiRoutes(() => routes),
  ...notificationRoutes,
  ...peopleRoutes,
  ...roleRoutes,
  ...teamRoutes,
  ...apiKeyRoutes,
  ...auditRoutes,
  ...workspaceRoutes,
  ...searchRoutes,
  ...templateRoutes,
  ...projectRoutes,
  ...listRoutes,
  ...fieldRoutes,
  ...tagRoutes,
  ...recordRoutes,
  ...recordStateRoutes,
  ...historyRoutes,
  ...liveRoutes,
  ...commentRoutes,
  ...fileRoutes,
  ...importRoutes,
  ...automationRoutes,
  ...dashboardRoutes,
  ...chartRoutes,
  ...inboundRoutes,
  ...formRoutes,
  ...publicFormRoutes,
  ...webhookRoutes,
]
