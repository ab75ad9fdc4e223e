import { expect, it } from 'vitest'
import * as library from '../../src/index.ts'

it('the library exports exactly five names', () => {
  expect(Object.keys(library).sort()).toEqual([
    'VariorumError',
    'describeTitleChange',
    'openVariorum',
    'parsePage',
    'sameEvent',
  ])
})
