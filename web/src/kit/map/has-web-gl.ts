let answer: boolean | undefined

/** Asked once: making a context costs, and a machine does not grow one. */
export function hasWebGl(): boolean {
  answer ??= Boolean(document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: false }))
  return answer
}
