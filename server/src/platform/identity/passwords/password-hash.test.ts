import { hash } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { HashQueue } from './hash-queue.ts'
import { hashPassword, needsRehash, verifyPassword } from './password-hash.ts'

describe('hashing', () => {
  it('takes the password back, and only that one', async () => {
    const kept = await hashPassword('correct horse battery staple')
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(await verifyPassword(kept, 'correct horse battery staple')).toBe(true)
    expect(await verifyPassword(kept, 'correct horse battery stapl')).toBe(false)
  })

  it('one letter typed in two ways is one password (NFKC)', async () => {
    const kept = await hashPassword('caf\u00e9 am fluss morgens')
    expect(await verifyPassword(kept, 'cafe\u0301 am fluss morgens')).toBe(true)
  })

  it('an account without a password takes none, not even the empty one', async () => {
    expect(await verifyPassword(null, '')).toBe(false)
    expect(await verifyPassword(undefined, 'anything')).toBe(false)
  })

  it('asks for a new hash where the parameters have risen', async () => {
    expect(needsRehash(await hashPassword('correct horse battery staple'))).toBe(false)
    expect(needsRehash(await hash('x', { memoryCost: 12_288, timeCost: 2, parallelism: 1 }))).toBe(true)
  })
})

describe('the queue before the hashes', () => {
  const held = () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    return { gate, release }
  }

  it('runs so many at once, lets so many wait, and refuses the next with auth.busy', async () => {
    const queue = new HashQueue({ atOnce: 2, maxWaiting: 1 })
    const { gate, release } = held()
    let running = 0
    const work = async () => {
      running++
      await gate
    }
    const admitted = [queue.run(work), queue.run(work), queue.run(work)]
    await expect(queue.run(work)).rejects.toMatchObject({ rule: 'auth.busy', status: 503 })
    expect(running).toBe(2)

    release()
    await Promise.all(admitted)
    expect(running).toBe(3)
    await queue.run(work)
    expect(running).toBe(4)
  })

  it('a failure frees its place', async () => {
    const queue = new HashQueue({ atOnce: 1, maxWaiting: 0 })
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(queue.run(async () => 'next')).resolves.toBe('next')
  })
})
