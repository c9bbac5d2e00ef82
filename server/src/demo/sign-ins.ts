import type { DemoPerson } from '#platform/identity/demo/seed-identity.ts'

/** Printed at the start and in the README: known to everybody, and therefore refused in production mode. */
export const DEMO_PASSWORD = 'groundwork demo 2026'

export const DEMO_USERS: readonly [DemoPerson, ...DemoPerson[]] = [
  { email: 'owner@demo.groundwork.test', name: 'Ana Torres', role: 'owner' },
  { email: 'manager@demo.groundwork.test', name: 'Ben Okafor', role: 'manager' },
  { email: 'dispatcher@demo.groundwork.test', name: 'Dee Larsen', role: 'dispatcher' },
  { email: 'driver@demo.groundwork.test', name: 'Sam Russo', role: 'driver' },
  { email: 'clerk@demo.groundwork.test', name: 'Mei Chen', role: 'clerk' },
  { email: 'billing@demo.groundwork.test', name: 'Priya Patel', role: 'billing' },
  { email: 'viewer@demo.groundwork.test', name: 'Tom Hughes', role: 'viewer' },
  { email: 'root@demo.groundwork.test', name: 'Platform operator', role: 'super_admin' },
]
