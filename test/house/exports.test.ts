import { expect, it } from 'vitest'
import * as library from '../../src/index.ts'

it('exports what the contract names, and nothing by accident', () => {
  expect(Object.keys(library).sort()).toEqual([
    'VariorumError',
    'describeTitleChange',
    'openVariorum',
    'parsePage',
    'sameEvent',
  ])
})
