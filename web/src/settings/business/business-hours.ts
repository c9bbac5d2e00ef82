export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof DAYS)[number]

export interface Span {
  opens: string
  closes: string
}

export type Week = Record<Day, Span[]>

export const MAX_SPANS = 4
const WORKDAYS = DAYS.slice(0, 5)
const USUAL: Span = { opens: '08:00', closes: '17:00' }

/** What the form holds, or an API answer: every day is there, closed days are empty. */
export function toWeek(value: unknown): Week {
  const held: object = typeof value === 'object' && value !== null ? value : {}
  // Written by the contract's schema, so each day is a list of spans.
  const spansOf = (day: Day) => (Reflect.get(held, day) ?? []) as Span[]
  return {
    monday: spansOf('monday'),
    tuesday: spansOf('tuesday'),
    wednesday: spansOf('wednesday'),
    thursday: spansOf('thursday'),
    friday: spansOf('friday'),
    saturday: spansOf('saturday'),
    sunday: spansOf('sunday'),
  }
}

export function withSpan(week: Week, day: Day): Week {
  const last = week[day].at(-1)
  return { ...week, [day]: [...week[day], last ? { opens: last.closes, closes: '' } : USUAL] }
}

export function withoutSpan(week: Week, day: Day, index: number): Week {
  return { ...week, [day]: week[day].filter((_, at) => at !== index) }
}

export function withTime(week: Week, day: Day, index: number, time: Partial<Span>): Week {
  return { ...week, [day]: week[day].map((span, at) => (at === index ? { ...span, ...time } : span)) }
}

export function likeMonday(week: Week): Week {
  return { ...week, ...Object.fromEntries(WORKDAYS.map((day) => [day, week.monday])) }
}
