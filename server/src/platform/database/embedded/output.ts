import type { ChildProcess } from 'node:child_process'

/** Runs a short program to its end; a program that cannot be started ends with code -1 and the reason. */
export function outputOf(child: ChildProcess): Promise<{ code: number; output: string }> {
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: -1, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? -1, output: output.trim() }))
  })
}
