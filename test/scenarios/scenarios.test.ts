import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeScenario } from './describe-scenario.ts'
import { readScenario } from './scenario.ts'

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('a scenario', () => {
  for (const { name } of folders) {
    it(name.replaceAll('-', ' '), async () => {
      const folder = join(import.meta.dirname, name)
      await expect(describeScenario(readScenario(folder))).toMatchFileSnapshot(join(folder, 'expected.md'))
    })
  }
})
