import { expect, test } from 'vitest'
import { changesOf } from '../../src/newsroom/audit-change.js'

test('a change of the audit is told field by field and in words, without what stayed', () => {
  const before = { role: 'reporter', name: 'Айша', until: null, isClosed: false }
  const after = { role: 'editor', name: 'Айша', until: '2026-11-24T07:05:00.000Z', isClosed: true }
  expect(changesOf('ru', before, after)).toEqual([
    { name: 'Роль', before: 'репортёр', after: 'редактор' },
    { name: 'Обсуждение закрыто', before: 'нет', after: 'да' },
    { name: 'До', before: null, after: '24 ноября 2026, 12:05' },
  ])
  expect(changesOf('kk', { role: 'reporter' }, { role: 'chief' })).toEqual([
    { name: 'Рөлі', before: 'тілші', after: 'бас редактор' },
  ])
})

test('what the log keeps and nobody has words for stands as it is kept', () => {
  expect(changesOf('ru', null, { constructor: 'state', days: [1, 2], state: 'toString' })).toEqual([
    { name: 'constructor', before: null, after: 'state' },
    { name: 'Сколько дней стоит объявление', before: null, after: '[1,2]' },
    { name: 'Состояние', before: null, after: 'toString' },
  ])
})

test('what has no fields is one change, and nothing is none', () => {
  expect(changesOf('ru', null, 'closed')).toEqual([{ name: '', before: null, after: 'closed' }])
  expect(changesOf('ru', null, undefined)).toEqual([])
})
