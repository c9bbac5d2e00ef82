import { useState } from 'react'

/**
 * A value that is kept elsewhere and takes a moment to come back from there (the address): the control shows what was
 * chosen at once, and follows again as soon as the value has moved.
 */
export function useEager<T>(value: T, onChange: (value: T) => void): [T, (value: T) => void] {
  const key = JSON.stringify(value)
  const [pending, setPending] = useState<{ over: string; value: T }>()
  const shown = pending && pending.over === key ? pending.value : value
  const change = (next: T) => {
    setPending({ over: key, value: next })
    onChange(next)
  }
  return [shown, change]
}
