import type { Services } from '../services.ts'

/** Reads the event log for as long as a worker process lives. Where it is, it keeps in the database: it may die any time. */
export interface Follower {
  name: string
  /** Answers how to stop it. */
  start(services: Services): () => Promise<void>
}
