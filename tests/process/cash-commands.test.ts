import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { folderWithDatabase, runCommand } from '../support/program.js'

test('the commands put in, list and take out', { timeout: 120_000 }, async () => {
  const folder = await folderWithDatabase()
  const outcome = async (...words: string[]) => {
    const command = runCommand(words, { DATA_FOLDER: folder })
    return { code: (await command.ended).code, output: command.output() }
  }
  const office = ['--office', 'Обмен на Абая', '--town', 'Семей', '--office-kk', 'Абайдағы айырбас']
  expect(await outcome('set-cash-rate', 'USD', '478', '482,5', ...office)).toMatchObject({
    code: 0,
    output: expect.stringContaining(
      'Обмен на Абая, Семей (Абайдағы айырбас, Семей)\n  USD  buys 478  sells 482.5  named',
    ),
  })
  expect(await outcome('set-cash-rate', 'USD', '482,5', '478', ...office)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^The office would pay 482\.5 and ask 478\./),
  })
  expect((await outcome('remove-exchange-office', 'Обмен', 'Семей')).output).toContain('There is no office "Обмен"')
  expect((await outcome('remove-exchange-office', 'Обмен на Абая', 'Семей')).code).toBe(0)
  expect((await outcome('cash-rates')).output).toContain('Nobody has named cash rates.')
  await rm(folder, { recursive: true, force: true })
})
