import { expect, test } from 'vitest'
import { changesOf } from '../../src/newsroom/audit-change.js'

test('a change of the audit is told field by field, without what stayed', () => {
  expect(
    changesOf({ role: 'reporter', name: 'Айша', until: null }, { role: 'editor', name: 'Айша', days: [1, 2] }),
  ).toEqual([
    { name: 'role', before: 'reporter', after: 'editor' },
    { name: 'days', before: null, after: '[1,2]' },
  ])
})

test('what has no fields is one change, and nothing is none', () => {
  expect(changesOf(null, 'closed')).toEqual([{ name: '', before: null, after: 'closed' }])
  expect(changesOf(null, undefined)).toEqual([])
})
