import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** From a `bks.csv` beside the folder or in it, where there is one; distances of Solomon's instances by `_distance`. */
export async function bestKnownIn(dir: string): Promise<Map<string, number>> {
  const text = (await read(join(dir, 'bks.csv'))) ?? (await read(join(dirname(join(dir, '.')), 'bks.csv'))) ?? ''
  const best = new Map<string, number>()
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [name = '', cost = ''] = line.split(',')
    const instance = name.replace(/_distance$/, '')
    if (name !== '' && (name.endsWith('_distance') || !best.has(instance))) best.set(instance, Number(cost))
  }
  return best
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined)
}
