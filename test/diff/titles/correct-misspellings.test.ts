import { describe, expect, it } from 'vitest'
import { english } from '../../../src/diff/language/english/english.ts'
import { correctMisspellings } from '../../../src/diff/titles/correct-misspellings.ts'

describe('correctMisspellings', () => {
  it.each([
    ['Talks open on Wendesday', 'Talks open on Wednesday', 'Talks open on Wednesday'],
    ['A storm of 3 Septembre', 'The storm of 3 September', 'A storm of 3 September'],
    ['Losses of 5 milion', 'Losses of 6 million', 'Losses of 5 million'],
    ['A ship reportdly sinks', 'Reportedly, a ship sinks', 'A ship Reportedly sinks'],
    ['The Untied States votes', 'The United States votes', 'The United States votes'],
  ])('corrects %j to the spelling of %j', (title, other, corrected) => {
    expect(correctMisspellings(title, other, english)).toBe(corrected)
    expect(correctMisspellings(other, title, english)).toBe(other)
  })

  it.each([
    ['another day', 'Talks open on Tuesday', 'Talks open on Thursday'],
    ['a place with a name close to a month', 'Rain falls in Augusta', 'Rain falls in August'],
    ['a correctly spelt word', 'The navy begin a search', 'The navy being here'],
    ['a name with another letter', 'Billion Street closes', 'Bullion Street closes'],
    ['an inflection', 'The turkeys flee', 'The Turkey team'],
    ['a word that both titles have', 'Wendesday on Wednesday', 'Wednesday'],
    ['a short word', 'Ships ot the north', 'Ships to the north'],
  ])('keeps %s', (_, title, other) => {
    expect(correctMisspellings(title, other, english)).toBe(title)
  })
})
