import { ChecklistItem } from '@groundwork/contract/office/checklist.ts'
import { z } from 'zod'
import type { Tx } from '#platform/database/transaction.ts'
import { type Route, read } from '#platform/http/route.ts'
import { hasApiKey, hasColleagues, hasCustomers } from './checklist.queries.ts'
import { addSteps, readChecklist, type Step } from './checklist.ts'

type Question = (tx: Tx, params: { tenantId: string }) => Promise<{ exists: boolean } | undefined>

/** Done as soon as the tenant has one of it. */
export function once(question: Question): Step['isDone'] {
  return async ({ tx, actor }) => (await question(tx, { tenantId: actor.tenant.id }))?.exists === true
}

addSteps(
  {
    key: 'customers',
    title: 'Bring your customers in',
    description: 'Drop a CSV or Excel file on the import page, or type the first one.',
    href: '/imports/new?resource=office.customers',
    module: null,
    isDone: once(hasCustomers),
  },
  {
    key: 'people',
    title: 'Invite your people',
    description: 'Everybody signs in as themselves, with a role.',
    href: '/settings/users',
    module: null,
    isDone: once(hasColleagues),
  },
  {
    key: 'api-key',
    title: 'Connect another system',
    description: 'Make an API key and call the API with it.',
    href: '/settings/api-keys',
    module: null,
    isDone: once(hasApiKey),
  },
)

export const checklistRoutes: Route[] = [
  read('/checklist', {
    access: 'signed-in',
    tag: 'office.checklist',
    summary: 'See what is left to do at the start',
    reply: z.array(ChecklistItem),
    run: (ctx) => readChecklist(ctx),
  }),
]
