import { readFileSync } from 'node:fs'
import type { DefaultSetting, OptionalSetting } from './settings.ts'
import { StartError } from './start-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends StartError {
  override name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`
    super(`The configuration has ${count}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads settings from the environment and keeps a list of what is wrong with them instead of stopping at the first. */
export class Reader {
  readonly problems: string[] = []
  readonly #environment: Environment

  constructor(environment: Environment) {
    this.#environment = environment
  }

  read<T>(setting: DefaultSetting<T>): T {
    const value = this.readOptional({ ...setting, without: '' }) ?? setting.kind.parse(setting.default)
    if (value === undefined) throw new Error(`The default of ${setting.name} is not ${setting.kind.meaning}`)
    return value
  }

  readOptional<T>(setting: OptionalSetting<T>): T | undefined {
    const text = this.#textOf(setting)
    if (text === undefined) return undefined
    const value = setting.kind.parse(text)
    if (value === undefined) {
      const given = setting.isSecret ? '' : `, not "${text}"`
      this.problems.push(`${setting.name} must be ${setting.kind.meaning.replaceAll('`', '')}${given}`)
    }
    return value
  }

  /** Adds a problem that lies in more than one setting. */
  require(condition: boolean, problem: string): void {
    if (!condition) this.problems.push(problem)
  }

  /** An empty variable counts as absent: compose files and CI set them so. */
  #textOf({ name, isSecret }: OptionalSetting<unknown>): string | undefined {
    const text = this.#environment[name]?.trim() || undefined
    const fileName = `${name}_FILE`
    const path = isSecret ? this.#environment[fileName] : undefined
    if (!path) return text
    if (text !== undefined) {
      this.problems.push(`${name} and ${fileName} are both set; keep one`)
      return undefined
    }
    return this.#readFile(fileName, path)
  }

  #readFile(name: string, path: string): string | undefined {
    try {
      const text = readFileSync(path, 'utf8').trim()
      if (text) return text
      this.problems.push(`${name}: ${path} is empty`)
    } catch {
      this.problems.push(`${name}: ${path} cannot be read`)
    }
    return undefined
  }
}
