// "Tell me when it is done": the jobs somebody wants to hear of, for as long as the tab lives, wherever in the console they have gone.

export interface WatchedJob {
  jobId: string
  /** Said when it has ended well, and when it has not. */
  done: string
  failed: string
  /** Where the result is. */
  to: string
}

const KEY = 'gw-watched-jobs'
const listeners = new Set<() => void>()
let watched = load()

export function watchJob(one: WatchedJob): void {
  save([...watched.filter(({ jobId }) => jobId !== one.jobId), one])
  // Asked at the click, because browsers ask people only then. Without it a toast tells.
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission()
}

export function stopWatching(jobId: string): void {
  save(watched.filter((one) => one.jobId !== jobId))
}

export function watchedJobs(): WatchedJob[] {
  return watched
}

export function onWatchedJobsChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function save(next: WatchedJob[]): void {
  watched = next
  sessionStorage.setItem(KEY, JSON.stringify(next))
  for (const listener of listeners) listener()
}

function load(): WatchedJob[] {
  // Only save() writes there.
  return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as WatchedJob[]
}
