import { type ConditionGroup, NO_ROWS, toCel } from '@groundwork/contract/office/automation-conditions.ts'
import type { Automation, AutomationAction } from '@groundwork/contract/office/automations.ts'

/** An automation while it is being edited. */
export interface Draft {
  name: string
  description: string
  events: string[]
  rows: ConditionGroup | null
  cel: string
  actions: AutomationAction[]
  maxRunsPerMinute: number
}

export const EMPTY_DRAFT: Draft = {
  name: '',
  description: '',
  events: [],
  rows: NO_ROWS,
  cel: '',
  actions: [],
  maxRunsPerMinute: 60,
}

export function toDraft({ name, description, events, condition, actions, maxRunsPerMinute }: Automation): Draft {
  return { name, description: description ?? '', events, ...condition, actions, maxRunsPerMinute }
}

export function ruleOf({ events, rows, cel, actions }: Draft) {
  return { events, condition: { rows, cel: rows ? toCel(rows) : cel }, actions }
}

export function toBody(draft: Draft) {
  const { name, description, maxRunsPerMinute } = draft
  return { name, description: description.trim() || null, maxRunsPerMinute, ...ruleOf(draft) }
}

export function newAction(type: AutomationAction['type'], resource: string): AutomationAction {
  switch (type) {
    case 'change-record':
      return { type, resource, record: '{{event.subjectId}}', values: {} }
    case 'create-record':
      return { type, resource, values: {} }
    case 'send-mail':
      return { type, to: '', subject: '', text: '' }
    case 'call-url':
      return { type, method: 'POST', url: '', body: null }
    case 'start-export':
      return { type, resource, format: 'csv', query: {} }
  }
}

/** `location.address` in an object of objects. */
export function valueAt(values: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), values)
}

export function withValue(values: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...values, [name]: value }
  const inner = values[name]
  return { ...values, [name]: withValue(isObject(inner) ? inner : {}, rest.join('.'), value) }
}

export function withoutValue(values: Record<string, unknown>, path: string): Record<string, unknown> {
  const [name = '', ...rest] = path.split('.')
  const { [name]: inner, ...others } = values
  const left = rest.length > 0 && isObject(inner) ? withoutValue(inner, rest.join('.')) : {}
  return Object.keys(left).length > 0 ? { ...others, [name]: left } : others
}

/** The fields that have a value, as paths. */
export function setPaths(values: Record<string, unknown>, known: readonly string[]): string[] {
  return known.filter((path) => valueAt(values, path) !== undefined)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
