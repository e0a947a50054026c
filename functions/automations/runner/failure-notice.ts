import type { StoredIssue } from '../../../src/core/automations/stored.ts'
import type { Context } from '../../context/index.ts'
import { notificationStatements } from '../../notifications/index.ts'
import type { Firing } from './firing.ts'

/** Tells an automation's owner that it could not be run. */
export const failureNotice = (
  { unfilteredCatalog, now }: Context,
  { automation, record, key }: Firing,
  error: StoredIssue,
) =>
  notificationStatements(
    [
      {
        person: automation.owner,
        key: `failure:${key}:${now}`,
        kind: 'failure',
        at: now,
        project: automation.project,
        record,
        byPerson: null,
        byAutomation: automation.id,
        text: { parts: null, about: { error } },
      },
    ],
    unfilteredCatalog,
  )
