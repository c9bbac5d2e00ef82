import type { EventType } from '@groundwork/contract/events.ts'
import { shapesOf, VARIABLES, type Variable } from '../events/event-shape.ts'
import { ANYTHING, fieldShape, itemShape, presentShape, type Shape, sampleOf } from '../events/json-shape.ts'
import { isFunction } from './environment.ts'
import { compileExpression, ExpressionError, judge, placeOf } from './expression.ts'
import type { Node, Parsed } from './guard-loops.ts'

/** What is known by name at a place of the expression. */
type Scope = ReadonlyMap<string, Shape>

interface Walk {
  parsed: Parsed
  problems: string[]
}

/** Sentences about what cannot work with this event; none when all is well. */
export function checkExpression(source: string, type: EventType): string[] {
  if (source.trim() === '') return []
  const shapes = shapesOf(type)
  try {
    const { parsed } = compileExpression(source)
    const walk: Walk = { parsed, problems: [] }
    shapeOfNode(walk, parsed.expr, new Map(VARIABLES.map((name) => [name, shapes[name]])))
    if (walk.problems.length > 0) return walk.problems
  } catch (error) {
    if (error instanceof ExpressionError) return [error.message]
    throw error
  }
  return tryOut(source, shapes)
}

// What only shows with other values (a list that is empty, a division by zero) is left to the runs.
const ALWAYS_WRONG = /no matching overload|neither true nor false|unbound function|expected bool|make it simpler/

function tryOut(source: string, shapes: Record<Variable, Shape>): string[] {
  const facts = { event: sampleOf(shapes.event), payload: sampleOf(shapes.payload), record: sampleOf(shapes.record) }
  const { error } = judge(source, shapes, facts)
  return error !== null && ALWAYS_WRONG.test(error) ? [error] : []
}

function shapeOfNode(walk: Walk, node: Node, scope: Scope): Shape {
  const { exprKind } = node
  switch (exprKind.case) {
    case 'identExpr':
      return shapeOfName(walk, node, exprKind.value.name, scope)
    case 'selectExpr': {
      const { operand, field } = exprKind.value
      return operand ? shapeOfField(walk, node, shapeOfNode(walk, operand, scope), field) : ANYTHING
    }
    case 'callExpr':
      return shapeOfCall(walk, node, scope)
    case 'comprehensionExpr':
      return shapeOfLoop(walk, exprKind.value, scope)
    case 'listExpr':
      for (const element of exprKind.value.elements) shapeOfNode(walk, element, scope)
      return ANYTHING
    case 'structExpr':
      for (const { value, keyKind } of exprKind.value.entries) {
        if (keyKind.case === 'mapKey') shapeOfNode(walk, keyKind.value, scope)
        if (value) shapeOfNode(walk, value, scope)
      }
      return ANYTHING
    default:
      return ANYTHING
  }
}

function shapeOfName(walk: Walk, node: Node, name: string, scope: Scope): Shape {
  const shape = scope.get(name)
  if (!shape) complain(walk, node, `there is no '${name}'; use ${VARIABLES.join(', ')}`)
  return shape ?? ANYTHING
}

function shapeOfField(walk: Walk, node: Node, shape: Shape, field: string): Shape {
  const inner = fieldShape(shape, field)
  if (!inner) complain(walk, node, `there is no '${field}' here${hint(shape)}`)
  return inner ?? ANYTHING
}

function hint(shape: Shape): string {
  const properties = presentShape(shape)['properties']
  return typeof properties === 'object' && properties !== null
    ? `; use one of ${Object.keys(properties).join(', ')}`
    : ''
}

const OPERATORS = new Set(['_[_]', '_?_:_', '_&&_', '_||_', '@in', '@not_strictly_false'])

function shapeOfCall(walk: Walk, node: Node, scope: Scope): Shape {
  if (node.exprKind.case !== 'callExpr') return ANYTHING
  const { function: name, target, args } = node.exprKind.value
  if (!OPERATORS.has(name) && !isFunction(name)) complain(walk, node, `there is no function '${name}'`)
  const shapes = [...(target ? [target] : []), ...args].map((one) => shapeOfNode(walk, one, scope))
  const [held] = shapes
  if (name !== '_[_]' || !held) return ANYTHING
  const index = args.at(-1)?.exprKind
  const key = index?.case === 'constExpr' ? index.value.constantKind : undefined
  return key?.case === 'stringValue' ? shapeOfField(walk, node, held, key.value) : itemShape(held)
}

type Loop = Extract<Node['exprKind'], { case: 'comprehensionExpr' }>['value']

function shapeOfLoop(walk: Walk, loop: Loop, scope: Scope): Shape {
  const range = loop.iterRange ? shapeOfNode(walk, loop.iterRange, scope) : ANYTHING
  if (loop.accuInit) shapeOfNode(walk, loop.accuInit, scope)
  const inside = new Map([...scope, [loop.accuVar, ANYTHING], [loop.iterVar, itemShape(range)]])
  for (const part of [loop.loopCondition, loop.loopStep]) if (part) shapeOfNode(walk, part, inside)
  return ANYTHING
}

function complain({ parsed, problems }: Walk, node: Node, why: string): void {
  const sentence = `${placeOf(parsed, node.id)}: ${why}`
  if (!problems.includes(sentence)) problems.push(sentence)
}
