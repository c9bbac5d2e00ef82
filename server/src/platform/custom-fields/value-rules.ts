import { Day } from '@groundwork/contract/http/fields.ts'
import { type CustomField, MAX_CUSTOM_NUMBER, MAX_CUSTOM_TEXT } from '@groundwork/contract/platform/custom-fields.ts'

/** A value as it is kept, or what is wrong with it. */
export type Judged = { value: string | number } | { problem: string }

/** Records that references of these values may point to: found and visible. */
export type KnownRecords = (resource: string, id: string) => boolean

const MAX_DECIMALS = 6

/** What a field says of a value, in a sentence with the way out. */
export function judgeValue(field: CustomField, given: string | number, isKnown: KnownRecords): Judged {
  if (field.kind === 'number') return typeof given === 'number' ? judgeNumber(field, given) : no('Use a number')
  if (typeof given !== 'string') return no(WANTED[field.kind])
  switch (field.kind) {
    case 'text':
      return judgeText(field, given.trim())
    case 'date':
      return judgeDay(field, given)
    case 'choice':
      return judgeChoice(field, given)
    case 'reference':
      return judgeReference(field, given, isKnown)
  }
}

const no = (problem: string): Judged => ({ problem })

const WANTED = {
  text: 'Use a text',
  date: 'Use a date as YYYY-MM-DD',
  choice: 'Use the value of one of the options',
  reference: 'Use the id of a record',
} as const

function judgeText({ minLength, maxLength }: CustomField, text: string): Judged {
  const most = maxLength ?? MAX_CUSTOM_TEXT
  if (text === '') return no('Must not be empty; null empties the field')
  if (minLength !== null && text.length < minLength) return no(`At least ${minLength} characters`)
  return text.length > most ? no(`At most ${most} characters`) : { value: text }
}

function judgeNumber({ min, max, decimals }: CustomField, number: number): Judged {
  const places = decimals ?? MAX_DECIMALS
  const least = min ?? -MAX_CUSTOM_NUMBER
  const most = max ?? MAX_CUSTOM_NUMBER
  if (number < least || number > most) return no(boundsSentence(min, max))
  if (Number(number.toFixed(places)) === number) return { value: number === 0 ? 0 : number }
  return no(places === 0 ? 'Use a whole number' : `At most ${places} decimals`)
}

function boundsSentence(min: number | null, max: number | null): string {
  if (max === null) return `At least ${min ?? -MAX_CUSTOM_NUMBER}`
  return min === null ? `At most ${max}` : `Between ${min} and ${max}`
}

function judgeDay({ earliest, latest }: CustomField, day: string): Judged {
  if (!Day.safeParse(day).success) return no(WANTED.date)
  if (earliest !== null && day < earliest) return no(`Not before ${earliest}`)
  return latest !== null && day > latest ? no(`Not after ${latest}`) : { value: day }
}

const MOST_NAMED = 20

function judgeChoice({ options }: CustomField, given: string): Judged {
  const values = options.map(({ value }) => value)
  if (values.includes(given)) return { value: given }
  const more = values.length > MOST_NAMED ? ', …' : ''
  return no(`Use one of ${values.slice(0, MOST_NAMED).join(', ')}${more}`)
}

function judgeReference({ referenceTo }: CustomField, given: string, isKnown: KnownRecords): Judged {
  const id = given.toLowerCase()
  if (referenceTo !== null && isUuid(id) && isKnown(referenceTo, id)) return { value: id }
  return no(isUuid(id) ? 'There is no such record; choose one that you can see' : WANTED.reference)
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
