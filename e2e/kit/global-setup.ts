import { buildConsoleIfNeeded } from '../../server/src/start/console-build.ts'

/** Once for all files: two products starting at the same time must not build over each other. */
export default async function setup(): Promise<void> {
  await buildConsoleIfNeeded((sentence) => console.info(sentence))
}
