import { ALL_PERMISSIONS, ROLE_KEYS } from '@groundwork/contract/permissions.ts'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import type { Access, Method } from '../http/route.ts'
import { assertAccess, moduleOf } from './access-check.ts'
import { type Actor, type ActorTenant, apiKeyActor, supportActor, systemActor, userActor } from './actor.ts'

const TENANT: ActorTenant = {
  id: 't',
  name: 'Scioto',
  slug: 'scioto',
  status: 'active',
  modules: ['waste'],
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
}
const ana = { id: 'u', name: 'Ana', isSuperAdmin: false }

const as = (role: Actor['role'], tenant: Partial<ActorTenant> = {}) =>
  userActor(ana, 's', role, { ...TENANT, ...tenant })

function verdict(access: Access, actor: Actor | null, method: Method = 'GET'): string {
  try {
    assertAccess({ method, options: { access } }, actor)
    return 'allowed'
  } catch (error) {
    if (error instanceof AppError) return error.rule
    throw error
  }
}

describe('assertAccess', () => {
  it('nobody passes where anything is asked', () => {
    const asked: Access[] = ['signed-in', 'super-admin', ...ALL_PERMISSIONS]
    for (const access of asked) expect([access, verdict(access, null)]).toEqual([access, 'auth.required'])
    expect(verdict({ public: 'because' }, null)).toBe('allowed')
  })

  it('every role passes exactly where it has the permission', () => {
    for (const role of ROLE_KEYS) {
      const actor = as(role, { modules: ['waste', 'repair', 'siteops', 'websites'] })
      for (const permission of ALL_PERMISSIONS) {
        expect([role, permission, verdict(permission, actor)]).toEqual([
          role,
          permission,
          actor.permissions.has(permission) ? 'allowed' : 'access.permission-missing',
        ])
      }
    }
  })

  it('a refusal names the permission and who has it', () => {
    expect(() => assertAccess({ method: 'POST', options: { access: 'waste.bins.create' } }, as('viewer'))).toThrow(
      /'waste.bins.create' \(Create bins\), which the roles Owner, Admin, Manager, Dispatcher have/,
    )
  })

  it('without a role there are no rights; who runs the installation waits at the door', () => {
    expect(verdict('waste.bins.read', as(null))).toBe('access.permission-missing')
    const root = { ...ana, isSuperAdmin: true }
    const outside = userActor(root, 's', null, TENANT)
    expect(verdict('waste.bins.read', outside)).toBe('access.support-required')
    expect(verdict('signed-in', outside)).toBe('access.support-required')
    expect(verdict('super-admin', outside)).toBe('allowed')
    const inside = supportActor(root, 's', { grantId: 'g', role: 'viewer', until: '2099-01-01T00:00:00Z' }, TENANT)
    expect(verdict('waste.bins.read', inside)).toBe('allowed')
    expect(verdict('waste.bins.create', inside)).toBe('access.permission-missing')
    expect(verdict('super-admin', as('owner'))).toBe('access.permission-missing')
  })

  it('a module that is off refuses, reading too', () => {
    expect(verdict('waste.bins.read', as('owner', { modules: ['repair'] }))).toBe('access.module-off')
    expect(verdict('office.customers.read', as('owner', { modules: [] }))).toBe('allowed')
  })

  it.each([
    ['trial', 'allowed', 'allowed'],
    ['active', 'allowed', 'allowed'],
    ['past_due', 'allowed', 'allowed'],
    ['read_only', 'allowed', 'access.tenant-read-only'],
    ['suspended', 'allowed', 'access.tenant-read-only'],
    ['closed', 'access.tenant-read-only', 'access.tenant-read-only'],
  ] as const)('a tenant that is %s: reading %s, writing %s', (status, reading, writing) => {
    expect(verdict('waste.bins.read', as('owner', { status }))).toBe(reading)
    expect(verdict('waste.bins.update', as('owner', { status }), 'PATCH')).toBe(writing)
    expect(verdict('signed-in', as('owner', { status }), 'POST')).toBe('allowed')
  })
})

describe('actors', () => {
  it('a key does what it carries and its maker may, nothing else', () => {
    const key = {
      id: 'k',
      name: 'Key',
      permissions: ['waste.bins.read', 'waste.bins.purge', 'no.such.thing'],
      rateLimitPerHour: 10,
    }
    const rights = (maker: Parameters<typeof apiKeyActor>[1]) => [...apiKeyActor(key, maker, TENANT).permissions]
    expect(rights({ id: 'm', role: 'viewer' })).toEqual(['waste.bins.read'])
    expect(rights({ id: 'm', role: 'owner' })).toEqual(['waste.bins.read', 'waste.bins.purge'])
    expect(rights({ id: 'm', role: null })).toEqual([])
    expect(rights(null)).toEqual([])
  })

  it('jobs work for a tenant with all rights and no person', () => {
    expect(systemActor(TENANT)).toMatchObject({ kind: 'system', userId: null, isSuperAdmin: false })
  })

  it('permissions know their module', () => {
    expect([moduleOf('waste.bins.read'), moduleOf('office.customers.read'), moduleOf('platform.users.read')]).toEqual([
      'waste',
      undefined,
      undefined,
    ])
  })
})
