import type { VocabularyField } from '@groundwork/contract/office/automations.ts'
import { fieldShape, presentShape, propertiesOf, requiredOf, type Shape } from './json-shape.ts'

/** What the console offers to choose from: every field down to the last, with its words. */
export function fieldsOf(shape: Shape, path: string, titles: Shape = shape): VocabularyField[] {
  return Object.entries(propertiesOf(shape)).flatMap(([name, inner]) => {
    const isRequired = requiredOf(shape).includes(name)
    const titled = fieldShape(titles, name) ?? inner
    const at = path === '' ? name : `${path}.${name}`
    if (kindOf(inner) === 'object' && Object.keys(propertiesOf(inner)).length > 0)
      return fieldsOf(inner, at, titled).map((field) => ({ ...field, isRequired: isRequired && field.isRequired }))
    return [{ path: at, title: titleOf(titled, name), kind: kindOf(inner), options: optionsOf(inner), isRequired }]
  })
}

export function withoutOptional(shape: Shape): Shape {
  const properties = Object.entries(propertiesOf(shape)).filter(([name]) => requiredOf(shape).includes(name))
  return { ...presentShape(shape), properties: Object.fromEntries(properties) }
}

function kindOf(shape: Shape): VocabularyField['kind'] {
  const present = presentShape(shape)
  if (Array.isArray(present['enum'])) return 'word'
  switch (present['type']) {
    case 'integer':
      return 'integer'
    case 'number':
      return 'number'
    case 'boolean':
      return 'flag'
    case 'array':
      return 'list'
    case 'object':
      return 'object'
    default:
      return present['format'] === 'date-time' ? 'time' : 'text'
  }
}

function optionsOf(shape: Shape): string[] {
  const words = presentShape(shape)['enum']
  return Array.isArray(words) ? words.map(String) : []
}

function titleOf(shape: Shape, name: string): string {
  const titles = [shape['title'], presentShape(shape)['title']].filter((title) => typeof title === 'string')
  return titles[0] ?? sentenceCase(name)
}

function sentenceCase(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
