import fc from 'fast-check'

const LONG = 'x'.repeat(1024 * 1024)

/** Texts that have broken somebody's product before. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfffb',
  '\ufeff',
  '\u202e',
  '👩‍👩‍👧‍👦',
  'İ',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '__proto__',
  'constructor',
  "'; drop table users; --",
  "' or 1=1 --",
  '%',
  '_%\\',
  '\\',
  '$1',
  '{}',
  '[]',
  '../../../etc/passwd',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '=cmd|"/c calc"!A1',
  '\r\nSet-Cookie: a=b',
  '0x1f',
  '1e400',
  '-0',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '019a9c5e-6f00-7000-8000-000000000001',
  '9'.repeat(400),
  ','.repeat(5000),
  'a,'.repeat(200),
  LONG,
]

const TIMES = [
  '2026-02-30T00:00:00Z',
  '2026-11-20T25:61:61Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-11-20T09:30:00+99:99',
  '2026-11-20T09:30:00+23:59',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-12:00',
  '2026-11-20T09:30:00.123456789123456789Z',
  '2026-11-20',
  '24:00',
]

const NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  101,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
]

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
const STRUCTURES = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  nested(31),
  nested(40),
  Array(3000).fill('a'),
  Array(1001).fill({}),
  JSON.parse('{"__proto__":{"isSuperAdmin":true}}'),
  { constructor: { prototype: {} } },
  { toString: 'x', length: -1 },
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...TIMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...NUMBERS).map(String) },
)

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom(...STRUCTURES) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)

/** What no client of ours would send as a body. */
export const RAW_BODIES: Record<string, Buffer> = {
  nothing: Buffer.alloc(0),
  'not JSON': Buffer.from('{"a":'),
  'not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'an abyss': Buffer.from('['.repeat(100_000)),
  'an abyss that ends': Buffer.from('['.repeat(5000) + ']'.repeat(5000)),
  'a number beyond numbers': Buffer.from('{"a":1e999}'),
  'a reach for prototypes': Buffer.from('{"__proto__":{"isSuperAdmin":true}}'),
  'more than is taken': Buffer.from(`"${LONG}${LONG}"`),
}

export const RAW_PATHS = [
  '%',
  '%00',
  '%FF',
  '%C0%80',
  '..%2f..%2f',
  '%2e%2e',
  'x'.repeat(3000),
  '\\',
  ';',
  '//',
  '?',
  '%25%30%30',
]

export const HOSTILE_HEADERS: Record<string, string[]> = {
  'idempotency-key': ['x'.repeat(10_000), 'é', '\u0001', "' or 1=1"],
  'if-match': ['"', 'W/"1"', '"9999999999999999999999"', '*, *', ','.repeat(5000)],
  'if-none-match': ['"', 'W/"1"', '*', ','.repeat(5000)],
  'x-tenant-id': ["'; drop table tenants", 'x'.repeat(5000), '../..'],
  'api-version': ['0', '9999-99-99', 'x'.repeat(5000)],
  'x-request-id': ['\u0001', 'x'.repeat(5000), '<script>'],
  'x-forwarded-for': ['999.999.999.999', 'x'.repeat(5000)],
  'last-event-id': ['x', '99999999999999999999.99999999999999999999', '-1.-1'],
  authorization: [
    'Bearer',
    'Bearer ',
    `Bearer ${'x'.repeat(10_000)}`,
    'Bearer gw_live_',
    'Basic a',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ],
  cookie: [
    '__Host-gw_session=',
    `__Host-gw_session=${'x'.repeat(43)}`,
    `__Host-gw_session=${'%'.repeat(43)}`,
    ';'.repeat(2000),
  ],
  'content-type': [
    '',
    'application/json; charset=utf-16',
    'text/xml',
    'application/json;'.repeat(200),
    'multipart/form-data',
  ],
  origin: ['null', 'https://evil.example', 'not an address'],
  accept: ['x/y', '*', ','.repeat(3000)],
}
