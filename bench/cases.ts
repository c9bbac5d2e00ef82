import { idOf } from '../server/test/volume/people.ts'
import type { Caller } from './callers.ts'
import { LARGE_TENANT } from './database.ts'

/** One thing people do, asked of the floor and of us in turns. */
export interface Case {
  name: string
  status: number
  floor(): string
  ours(): string
}

type Credential = 'API key' | 'session'

interface Request {
  method?: 'GET' | 'POST'
  path: string
  headers?: string
  body?: object
}

export function benchCases(callers: readonly Caller[]): Case[] {
  const [large, ...small] = callers
  if (!large || large.tenant !== LARGE_TENANT) throw new Error('The large tenant comes first')
  const everybody: Credential[] = ['API key', 'session']
  return [
    ...everybody.map((credential) => listCase(`list, ${credential}`, small, credential)),
    uncountedCase('list without total, API key', small),
    ...everybody.map((credential) => getCase(`get, ${credential}`, small, credential)),
    ...everybody.map((credential) => createCase(`create, ${credential}`, small, credential)),
    ...everybody.map((credential) => searchCase(`search, ${credential}`, small, credential, rareWords)),
    searchCase('search a common word, API key', small, 'API key', () => 'columbus'),
    listCase('first page of 100,000, API key', [large], 'API key'),
    uncountedCase('first page of 100,000 without total, API key', [large]),
    searchCase('search in 100,000, API key', [large], 'API key', rareWords),
    searchCase('search a common word in 100,000, API key', [large], 'API key', () => 'columbus'),
  ]
}

function listCase(name: string, callers: readonly Caller[], credential: Credential): Case {
  return both(
    name,
    callers,
    credential,
    ({ tenantId }) => ({ path: `/${tenantId}/bins` }),
    () => ({ path: '/api/waste/bins' }),
  )
}

function uncountedCase(name: string, callers: readonly Caller[]): Case {
  return both(
    name,
    callers,
    'API key',
    ({ tenantId }) => ({ path: `/${tenantId}/bins/uncounted` }),
    () => ({ path: '/api/waste/bins?count=false' }),
  )
}

function getCase(name: string, callers: readonly Caller[], credential: Credential): Case {
  return both(
    name,
    callers,
    credential,
    (caller) => ({ path: `/${caller.tenantId}/bins/${one(caller.binIds)}` }),
    ({ binIds }) => ({ path: `/api/waste/bins/${one(binIds)}` }),
  )
}

function searchCase(name: string, callers: readonly Caller[], credential: Credential, words: () => string): Case {
  const asked = () => encodeURIComponent(words())
  return both(
    name,
    callers,
    credential,
    ({ tenantId }) => ({ path: `/${tenantId}/bins/search?word=${asked()}` }),
    () => ({ path: `/api/waste/bins?search=${asked()}` }),
  )
}

function createCase(name: string, callers: readonly Caller[], credential: Credential): Case {
  const made = both(
    name,
    callers,
    credential,
    (caller) => ({ method: 'POST', path: `/${caller.tenantId}/bins`, body: newBin(caller) }),
    (caller) => ({ method: 'POST', path: '/api/waste/bins', body: newBin(caller) }),
  )
  return { ...made, status: 201 }
}

const STREETS = ['broad', 'high', 'livingston', 'cleveland', 'parsons', 'hudson', 'weber', 'sullivant']

/** What a person types who knows the place: a house number and a street. */
function rareWords(): string {
  return `${100 + Math.floor(Math.random() * 900)} ${one(STREETS)}`
}

let created = 0

function newBin({ tenant }: Caller) {
  return {
    customerId: idOf(`customer ${tenant} 1`),
    binType: 'recycling',
    size: 'medium',
    volumeLitres: 360,
    status: 'partial',
    location: { latitude: 39.9625, longitude: -82.9988, address: `${created} E Broad St, Columbus, OH 43215` },
    qrCode: `NEW-${process.pid}-${++created}`,
    fillPercent: 60,
  }
}

function both(
  name: string,
  callers: readonly Caller[],
  credential: Credential,
  floor: (caller: Caller) => Request,
  ours: (caller: Caller) => Request,
): Case {
  return {
    name,
    status: 200,
    floor: () => rendered(floor(one(callers))),
    ours: () => {
      const caller = one(callers)
      return rendered({ headers: credentialOf(caller, credential), ...ours(caller) })
    },
  }
}

function credentialOf({ apiKey, cookie }: Caller, credential: Credential): string {
  return credential === 'API key' ? `Authorization: Bearer ${apiKey}\r\n` : `Cookie: __Host-gw_session=${cookie}\r\n`
}

function rendered({ method = 'GET', path, headers = '', body }: Request): string {
  const text = body ? JSON.stringify(body) : ''
  const length = body ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n` : ''
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nUser-Agent: groundwork-bench\r\n${headers}${length}\r\n${text}`
}

function one<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('There is nothing to choose from')
  return item
}
