import { sql } from 'kysely'
import { statement, statementForOne } from './statement.ts'

/** How many rows the planner believes a table to have; -1 before anybody has looked. */
export const findEstimate = statementForOne<{ table: string }, { rows: number }>('statistics.estimate', (query, p) =>
  sql<{ rows: number }>`select reltuples as rows from pg_catalog.pg_class
    where relnamespace = 'public'::regnamespace and relname = ${p.table}::name`.compile(query),
)

export const analyzeTable = statement<{ table: string }, never>('statistics.analyze', (query, p) =>
  sql<never>`select search.analyze_table(${p.table}::name)`.compile(query),
)
