import { randomInt, randomUUID } from 'node:crypto'
import type { MessageDetail } from '@groundwork/contract/office/messages.ts'
import type { TestApp } from './app.ts'
import type { Caller } from './callers.ts'

/** A customer who can be reached both ways and wants to be. Never quiet, because tests run at night too. */
export async function reachableCustomer(
  caller: Caller,
  more: object = {},
): Promise<{ id: string; email: string; phone: string }> {
  await caller.patch('/message-settings', { quietFrom: null, quietTo: null })
  const answer = await caller.post('/customers', {
    kind: 'person',
    firstName: 'Ana',
    lastName: `Diaz ${randomUUID().slice(0, 8)}`,
    email: `Ana.${randomUUID().slice(0, 8)}@Example.com`,
    phone: `+1614${randomInt(1_000_000, 9_999_999)}`,
    notificationPreferences: { sms: true, email: true, push: false },
    ...more,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body.data
}

export async function messagesOf(caller: Caller, customerId: string): Promise<MessageDetail[]> {
  const { body } = await caller.get(`/messages?customerId=${customerId}`)
  const details = body.data.map(async ({ id }: { id: string }) => (await caller.get(`/messages/${id}`)).body.data)
  return Promise.all(details)
}

/** A callback as a provider posts it, with the bytes and headers it signed. */
export async function callBack(
  { server }: TestApp,
  { path, body, headers }: { path: string; body: string; headers: Record<string, string> },
): Promise<number> {
  const answer = await server.inject({ method: 'POST', url: `/api${path}`, payload: body, headers })
  return answer.statusCode
}
