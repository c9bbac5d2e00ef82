import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors.ts'
import { assertPasswordStrong, type PasswordOwner } from './password-rules.ts'

const ANA: PasswordOwner = {
  hasSecondFactor: false,
  ownWords: ['Ana Torres', 'ana.torres@sciotohauling.com', 'Scioto Hauling'],
}

function refusal(password: string, owner: PasswordOwner = ANA): string | undefined {
  try {
    assertPasswordStrong(password, owner)
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.rule === 'auth.password-weak') return error.message
    throw error
  }
}

describe('what is easy to guess is refused, however long', () => {
  it.each([
    ['a word with digits behind', 'password1234567'],
    ['two common words', 'SummerWinter2026!'],
    ['signs for letters', 'P@ssw0rdP@ssw0rd1'],
    ['one character', 'aaaaaaaaaaaaaaaaaa'],
    ['a pair over and over', 'abababababababab'],
    ['a short pattern over and over', 'kx7!kx7!kx7!kx7!'],
    ['the alphabet', 'abcdefghijklmnopqrst'],
    ['counting down', '987654321098765432'],
    ['the keyboard', 'qwertyuiopasdfghjkl'],
    ['the business and the year', 'SciotoHauling2026'],
    ['the name and a run', 'AnaTorres-123456789'],
    ['the own address', 'ana.torres@sciotohauling.com'],
  ])('%s: %s', (_, password) => {
    expect(refusal(password)).toBeDefined()
  })
})

describe('what is hard to guess is taken, whatever it is made of', () => {
  it.each([
    ['four words', 'correct horse battery staple'],
    ['a sentence', 'the gate code is on a blue postcard'],
    ['random letters', 'xkvjqpwmzrtylbn'],
    ['letters from anywhere', 'щука летит над водой'],
    ['spaces and signs', '  -- 8 vv ?? ))  %% ö'],
  ])('%s: %s', (_, password) => {
    expect(refusal(password)).toBeUndefined()
  })
})

describe('length', () => {
  it('15 without a second factor, 8 with one', () => {
    expect(refusal('kT9#vQ2zLw7!pR')).toContain('At least 15')
    expect(refusal('kT9#vQ2z', { ...ANA, hasSecondFactor: true })).toBeUndefined()
    expect(refusal('kT9#vQ2', { ...ANA, hasSecondFactor: true })).toContain('At least 8')
  })

  it('128 at most, counted in characters and not in bytes', () => {
    const words = 'ñandú grulla zorro bisonte garza lince tejón corzo búho '
    expect(refusal(words.repeat(3).slice(0, 128))).toBeUndefined()
    expect(refusal(words.repeat(3).slice(0, 129))).toContain('At most 128')
  })
})
