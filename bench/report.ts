import { cpus, totalmem } from 'node:os'
import { VOLUME } from './database.ts'

export interface CaseResult {
  name: string
  floorRps: number
  rps: number
  ratio: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
}

export interface Report {
  machine: string
  rows: number
  tenants: number
  cases: CaseResult[]
}

export function toReport(cases: CaseResult[], postgres: string): Report {
  const memoryGib = Math.round(totalmem() / 1024 ** 3)
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${memoryGib} GiB, Node ${process.version}, PostgreSQL ${postgres}`
  return { machine, rows: VOLUME.bins, tenants: VOLUME.tenants, cases }
}

export function toTable({ machine, rows, tenants, cases }: Report): string {
  const width = Math.max(...cases.map(({ name }) => name.length))
  const head = row(width, ['case', 'floor/s', 'ours/s', 'ratio', 'p50 ms', 'p95 ms', 'p99 ms'])
  const lines = cases.map(({ name, floorRps, rps, ratio, p50Ms, p95Ms, p99Ms }) =>
    row(width, [
      name,
      floorRps.toFixed(0),
      rps.toFixed(0),
      `${(ratio * 100).toFixed(0)} %`,
      ms(p50Ms),
      ms(p95Ms),
      ms(p99Ms),
    ]),
  )
  return [
    `${rows.toLocaleString('en-US')} bins, ${tenants.toLocaleString('en-US')} tenants; ${machine}`,
    '',
    head,
    ...lines,
  ].join('\n')
}

function row(width: number, [name = '', ...cells]: string[]): string {
  return name.padEnd(width) + cells.map((cell) => cell.padStart(10)).join('')
}

const ms = (value: number) => value.toFixed(1)
