import type { OPERATIONS, Operations } from './operations.ts'

// The operations by method and address instead of by name: for callers that put addresses together themselves.

type Table = typeof OPERATIONS
/** `/jobs/{id}/retry` as what fills it in: `/jobs/${string}/retry`. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : P

type RowOf<O extends keyof Operations> = Table[O] extends readonly [infer M, infer P extends string, infer K]
  ? { method: M; template: P; path: Filled<P>; kind: K; operation: Operations[O] }
  : never
type Row = { [O in keyof Operations]: RowOf<O> }[keyof Operations]

/** Every address that takes the method, without /api. */
export type PathOf<M extends string, K extends string = string> = Extract<Row, { method: M; kind: K }>['path']

/** The operation at an address; one that is spelled out goes before one that it could also fill in. */
export type OperationAt<M extends string, P extends string> = [Spelled<M, P>] extends [never]
  ? Filling<M, P>
  : Spelled<M, P>

type Spelled<M extends string, P extends string> = Row extends infer R
  ? R extends { method: M; template: infer Template; operation: infer O }
    ? P extends Template
      ? O
      : never
    : never
  : never

type Filling<M extends string, P extends string> = Row extends infer R
  ? R extends { method: M; path: infer Pattern extends string; operation: infer O }
    ? P extends Pattern
      ? Depth<P> extends Depth<Pattern>
        ? O
        : never
      : never
    : never
  : never

/** `${string}` would take slashes as well, so the number of parts has to agree. */
type Depth<P extends string> = Parts<P>['length']
type Parts<P extends string> = P extends `${infer Head}/${infer Tail}` ? [Head, ...Parts<Tail>] : [P]
