import type { EventType } from '@groundwork/contract/events.ts'
import { isTrigger, TRIGGERS } from '@groundwork/contract/office/automation-triggers.ts'
import { actionProblems } from './actions/action-problems.ts'
import type { AutomationRow } from './automations.row.ts'
import { shapesOf } from './events/event-shape.ts'
import { checkExpression } from './expressions/check-expression.ts'

interface Problem {
  field: string
  message: string
}

type Rule = Pick<AutomationRow, 'events' | 'condition' | 'actions'>

/** What cannot work, each with its place: before anything is saved rather than when it runs. */
export function problemsOf(rule: Rule): Problem[] {
  const unknown = rule.events.flatMap((type, index) => (isTrigger(type) ? [] : [unknownEvent(type, index)]))
  if (unknown.length > 0) return unknown
  const types = rule.events.filter(isTrigger)
  return [...types.flatMap((type) => conditionProblems(rule, type)), ...types.flatMap((type) => ofActions(rule, type))]
}

function unknownEvent(type: string, index: number): Problem {
  return {
    field: `events.${index}`,
    message: `There is no event '${type}' to begin with; use one of ${TRIGGERS.join(', ')}`,
  }
}

function conditionProblems({ events, condition }: Rule, type: EventType): Problem[] {
  const when = events.length > 1 ? ` (with ${type})` : ''
  return checkExpression(condition.cel, type).map((message) => ({ field: 'condition.cel', message: message + when }))
}

function ofActions({ actions }: Rule, type: EventType): Problem[] {
  const shapes = shapesOf(type)
  return actions.flatMap((action, index) =>
    actionProblems(action, shapes).map(({ field, message }) => ({ field: `actions.${index}.${field}`, message })),
  )
}
