import { randomInt } from 'node:crypto'
import { keyedHash } from '../../keyed-hash.ts'

// No letters that look alike. Ten of 31 signs are 49 bits: few enough to type, too few for a bare hash, so the hash is
// keyed with the installation's secret and a stolen table alone is useless.
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz'
const COUNT = 10
const LENGTH = 10

export function newBackupCodes(): string[] {
  return Array.from({ length: COUNT }, newCode)
}

function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
  return `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}`
}

/** However it was typed: capitals, spaces and dashes do not matter. */
export function hashBackupCode(installationSecret: string, userId: string, code: string): Buffer {
  const typed = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return keyedHash(installationSecret, 'backup-codes', `${userId}\n${typed}`)
}
