import { describe, expect, it } from 'vitest'
import { mentionBefore, stillMentioned, toPieces } from './mention-text.ts'

describe('mentionBefore', () => {
  it.each([
    ['@', 1, { start: 0, search: '' }],
    ['Look @da', 8, { start: 5, search: 'da' }],
    ['@Dana Of', 8, { start: 0, search: 'Dana Of' }],
    ['a@b', 3, undefined],
    ['@Dana is here now', 17, undefined],
    ['nobody', 6, undefined],
  ])('%j at %i', (text, cursor, expected) => {
    expect(mentionBefore(text, cursor)).toEqual(expected)
  })
})

it('stillMentioned: whoever was taken out of the text is not told', () => {
  const [dana, ben] = [
    { id: '1', name: 'Dana' },
    { id: '2', name: 'Ben' },
  ]
  expect(stillMentioned('@Dana, see', [dana, ben])).toEqual([dana])
})

describe('toPieces', () => {
  it('knows a few marks and leaves the rest as it was typed', () => {
    const body = '**Lid** *broken*, `B-3` <script>alert(1)</script> https://example.com/a.'
    expect(toPieces(body, []).map(({ kind, text }) => `${kind}:${text}`)).toEqual([
      'bold:Lid',
      'text: ',
      'italic:broken',
      'text:, ',
      'code:B-3',
      'text: <script>alert(1)</script> ',
      'link:https://example.com/a.',
    ])
  })

  it('links nothing but web addresses', () => {
    expect(toPieces('javascript:alert(1) data:text/html,x', []).map(({ kind }) => kind)).toEqual(['text'])
  })

  it('shows who is mentioned, and an @ of nobody as text', () => {
    expect(toPieces('@Dana and @Nobody', [{ id: '1', name: 'Dana' }])).toEqual([
      { kind: 'mention', text: '@Dana' },
      { kind: 'text', text: ' and @Nobody' },
    ])
  })
})
