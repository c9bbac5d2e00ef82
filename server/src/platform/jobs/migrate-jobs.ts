import { Logger, runMigrations } from 'graphile-worker'
import pg, { type Client } from 'pg'
import { withConnection } from '../database/connection.ts'

// Nobody else in the database takes this advisory lock.
const MIGRATION_LOCK = 7_201_120_902n

/**
 * Brings the queue's own schema up to date, as the owner, and lets the service use it. The service owns nothing there
 * either. Belongs behind our migrations; a second run changes nothing.
 */
export async function migrateJobs(migrationUrl: string): Promise<void> {
  await withConnection(migrationUrl, async (client) => {
    // graphile-worker wants a connection of its own; this one keeps other processes waiting meanwhile.
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`)
    await migrateQueue(migrationUrl)
    await letServiceIn(client)
  })
}

async function migrateQueue(migrationUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: migrationUrl, max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // Queued before whatever the migration asks.
    void client.query('set role gw_owner')
  })
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
  } finally {
    await pool.end()
  }
}

/**
 * The tables have row level security without any policy, which shuts everybody out but their owner. What the service
 * finds there are tickets: ids, and nothing of what a tenant has written.
 */
async function letServiceIn(client: Client): Promise<void> {
  await client.query(`
    begin;
    set local role gw_owner;
    grant usage on schema graphile_worker to gw_service;
    grant select on graphile_worker.migrations to gw_service;
    do $$
    declare
      private_table regclass;
    begin
      for private_table in
        select oid from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
      loop
        execute format('grant select, insert, update, delete on %s to gw_service', private_table);
        if not exists (select from pg_policy where polrelid = private_table and polname = 'service') then
          execute format('create policy service on %s for all to gw_service using (true) with check (true)', private_table);
        end if;
      end loop;
    end
    $$;
    commit`)
}
