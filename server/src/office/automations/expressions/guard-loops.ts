import type { parse } from '@bufbuild/cel'
import { STEP } from './environment.ts'

export type Parsed = ReturnType<typeof parse>
export type Node = Parsed['expr']
type Kind<C extends Node['exprKind']['case']> = Extract<Node['exprKind'], { case: C }>
type Call = Kind<'callExpr'>['value']

/** Every loop counts its rounds: its condition becomes `@step() ? condition : condition`, and a failing step ends it. */
export function guardLoops(node: Node): Node {
  const { exprKind } = node
  switch (exprKind.case) {
    case 'comprehensionExpr':
      return { ...node, exprKind: { case: exprKind.case, value: guardComprehension(node, exprKind.value) } }
    case 'callExpr':
      return { ...node, exprKind: { case: exprKind.case, value: guardCall(exprKind.value) } }
    case 'selectExpr':
      return { ...node, exprKind: { case: exprKind.case, value: guardOperand(exprKind.value) } }
    case 'listExpr': {
      const elements = exprKind.value.elements.map(guardLoops)
      return { ...node, exprKind: { case: exprKind.case, value: { ...exprKind.value, elements } } }
    }
    case 'structExpr':
      return { ...node, exprKind: { case: exprKind.case, value: guardEntries(exprKind.value) } }
    default:
      return node
  }
}

function guardComprehension(node: Node, loop: Kind<'comprehensionExpr'>['value']): typeof loop {
  const { iterRange, accuInit, loopCondition, loopStep, result } = loop
  return {
    ...loop,
    ...(iterRange && { iterRange: guardLoops(iterRange) }),
    ...(accuInit && { accuInit: guardLoops(accuInit) }),
    ...(loopStep && { loopStep: guardLoops(loopStep) }),
    ...(result && { result: guardLoops(result) }),
    ...(loopCondition && { loopCondition: counted(node, guardLoops(loopCondition)) }),
  }
}

function counted(node: Node, condition: Node): Node {
  const step = callNode(node, STEP, [])
  return callNode(node, '_?_:_', [step, condition, condition])
}

function callNode(node: Node, name: string, args: Node[]): Node {
  const value: Call = { $typeName: 'cel.expr.Expr.Call', function: name, args }
  return { ...node, exprKind: { case: 'callExpr', value } }
}

function guardCall(call: Call): Call {
  const args = call.args.map(guardLoops)
  return call.target ? { ...call, target: guardLoops(call.target), args } : { ...call, args }
}

function guardOperand(select: Kind<'selectExpr'>['value']): typeof select {
  return select.operand ? { ...select, operand: guardLoops(select.operand) } : select
}

function guardEntries(struct: Kind<'structExpr'>['value']): typeof struct {
  const entries = struct.entries.map((entry) => {
    const keyKind =
      entry.keyKind.case === 'mapKey'
        ? { case: entry.keyKind.case, value: guardLoops(entry.keyKind.value) }
        : entry.keyKind
    return entry.value ? { ...entry, keyKind, value: guardLoops(entry.value) } : { ...entry, keyKind }
  })
  return { ...struct, entries }
}
