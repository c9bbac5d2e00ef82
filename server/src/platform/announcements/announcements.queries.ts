import type { Client } from 'pg'

const CHANNEL = 'gw_announcements'

// NOTIFY holds a lock of the whole cluster until its commit is on disk. Announcements may be lost in a crash (caches
// then start empty and readers look at the log again), so this commit does not wait for the disk.
const NOTIFY = `select set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', payload) from unnest($1::text[]) payload`

export async function listen(client: Client, onPayload: (payload: string) => void): Promise<void> {
  client.on('notification', ({ channel, payload }) => {
    if (channel === CHANNEL && payload) onPayload(payload)
  })
  await client.query(`listen ${CHANNEL}`)
}

export async function notify(client: Client, payloads: string[]): Promise<void> {
  await client.query({ name: 'gw_notify', text: NOTIFY, values: [payloads] })
}
