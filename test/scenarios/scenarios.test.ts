import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readScenario } from './scenario.ts'
import { tell } from './telling.ts'

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('a history as an editor reads it', () => {
  for (const { name } of folders) {
    it(name.replaceAll('-', ' '), async () => {
      const folder = join(import.meta.dirname, name)
      await expect(tell(readScenario(folder))).toMatchFileSnapshot(join(folder, 'expected.md'))
    })
  }
})
