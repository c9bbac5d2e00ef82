import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { binLine, binsFile, countRows, Importer, newCode, newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'

const app = await testApp()
const owner = await signedIn(app)
const owners = new Importer(app, owner)

describe('POST /imports/:id/undo', () => {
  it('takes back what nobody touched since, and says why it left the rest', async () => {
    const { id: customerId, name } = await newCustomer(owner)
    const [made, touched, changed, changedSince] = [newCode(), newCode(), newCode(), newCode()]
    for (const qrCode of [changed, changedSince]) {
      await owner.post('/waste/bins', {
        customerId,
        binType: 'organic',
        size: 'small',
        location: { latitude: 1, longitude: 1, address: 'Old St' },
        qrCode,
      })
    }
    const id = await owners.uploaded(
      binsFile(...[made, touched, changed, changedSince].map((code) => binLine(code, name))),
    )
    await owners.step(id, 'run')
    for (const code of [touched, changedSince])
      await owner.patch(`/waste/bins/${(await owners.binOf(code)).id}`, { notes: 'mine now' })

    const undone = await owners.step(id, 'undo')

    expect(undone).toMatchObject({ state: 'undone', undo: { undone: 2, left: 2 }, can: { undo: false } })
    expect(undone.undo.reasons.map((one: { reason: string }) => one.reason)).toEqual([
      'Somebody changed it after the import',
      'Somebody changed it after the import',
    ])
    expect(await owners.binOf(made)).toBeUndefined()
    expect(await owners.binOf(changed)).toMatchObject({
      binType: 'organic',
      size: 'small',
      version: 3,
      location: { address: 'Old St', latitude: 1 },
    })
    expect(await owners.binOf(touched)).toMatchObject({ notes: 'mine now' })
    const history = (await owner.get(`/waste/bins/${(await owners.binOf(changed)).id}/history`)).body.data
    expect(history.map((entry: { action: string }) => entry.action)).toEqual([
      'waste.bin.updated',
      'waste.bin.updated',
      'waste.bin.created',
    ])
  })

  it('leaves what something hangs on, and what would take a name that is taken now', async () => {
    const [kept, renamed] = [`Kept ${randomUUID()}`, `Renamed ${randomUUID()}`]
    const old = await newCustomer(owner, `Old ${renamed}`)
    const id = await owners.uploaded(`Id,Business name\n,${kept}\n${old.id},${renamed}\n`, {
      resource: 'office.customers',
    })
    expect(await owners.step(id, 'run')).toMatchObject({ created: 1, updated: 1 })
    const [made] = (await owner.get(`/customers?search=${encodeURIComponent(kept)}`)).body.data
    await owner.post('/waste/bins', {
      customerId: made.id,
      binType: 'organic',
      size: 'small',
      location: { latitude: 1, longitude: 1, address: 'x' },
    })
    await newCustomer(owner, `Old ${renamed}`)

    const { undo } = await owners.step(id, 'undo')

    expect(undo).toMatchObject({ undone: 0, left: 2 })
    expect(undo.reasons.map((one: { reason: string }) => one.reason).sort()).toEqual([
      `${kept} still has 1 bin that is not retired; settle that first`,
      'There is a customer with this business name; use that one, or tell the two apart by name',
    ])
  })

  it('goes on after a crash, and undoes nothing twice', async () => {
    const by = await signedIn(app)
    const { name } = await newCustomer(by)
    const theirs = new Importer(app, by)
    const id = await theirs.uploaded(binsFile(...Array.from({ length: 2_100 }, () => binLine(newCode(), name))))
    await theirs.step(id, 'run')
    await by.post(`/imports/${id}/undo`)
    await runJobs(app, { diesAtWrite: 2 })
    await runJobs(app)
    expect((await by.get(`/imports/${id}`)).body.data).toMatchObject({
      state: 'undone',
      undo: { undone: 2_100, left: 0 },
    })
    expect(await countRows(app, `events where tenant_id = '${by.tenantId}' and type = 'waste.bin.trashed'`)).toBe(2_100)
  }, 60_000)
})
