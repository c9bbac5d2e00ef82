// One question for however many requests wait for it: they all go on, or all give up, with the one answer.

let waiting: ((isConfirmed: boolean) => void)[] = []
const listeners = new Set<() => void>()

export function askForStepUp(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve]
    tellListeners()
  })
}

export function answerStepUp(isConfirmed: boolean): void {
  const asked = waiting
  waiting = []
  for (const resolve of asked) resolve(isConfirmed)
  tellListeners()
}

export function isStepUpAsked(): boolean {
  return waiting.length > 0
}

export function onStepUpChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tellListeners(): void {
  for (const listener of listeners) listener()
}
