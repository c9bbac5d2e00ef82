import { randomInt } from 'node:crypto'

const MAX_LENGTH = 50
const MIN_LENGTH = 3

/** A short name from a business name: `Müller & Söhne GmbH` becomes `mueller-soehne-gmbh`. */
export function toSlug(name: string): string {
  const ascii = spellOut(name.toLowerCase()).normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const slug = ascii
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '')
  return slug.length >= MIN_LENGTH ? slug : `business-${slug || suffix()}`
}

/** The slug itself, then numbered, then with random digits: somebody has to be the fourth "Main Street Repair". */
export function slugCandidates(name: string): string[] {
  const slug = toSlug(name)
  return [slug, `${slug}-2`, `${slug}-3`, `${slug}-${suffix()}`, `${slug}-${suffix()}`]
}

function suffix(): string {
  return String(randomInt(100_000, 1_000_000))
}

const SPELLED: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  ł: 'l',
  '&': ' ',
}

function spellOut(text: string): string {
  return text.replaceAll(/[äöüßæøåł&]/g, (letter) => SPELLED[letter] ?? letter)
}
