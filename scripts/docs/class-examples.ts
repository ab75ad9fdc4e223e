import type { ChangeClass } from '../../src/model/change.ts'

/** Two titles for each class. `parts.ts` checks that their change has the class. */
export const classExamples: Readonly<Record<Exclude<ChangeClass, 'revert'>, readonly [before: string, after: string]>> =
  {
    typography: ['Ostrel beats Lowmark 3-1', 'Ostrel beats Lowmark 3–1'],
    punctuation: ['Rain floods the market, and the school', 'Rain floods the market and the school'],
    spelling: ['The bridge reopens on Wendesday', 'The bridge reopens on Wednesday'],
    grammar: ['The council approve the plan', 'The council approves the plan'],
    'number-style': ['The coastguard closes 7 lighthouses', 'The coastguard closes seven lighthouses'],
    'markup-junk': ['{{cite}} The fleet stays in port', 'The fleet stays in port'],
    'topic-prefix': ['In sailing, the Petrel wins the cup', 'The Petrel wins the cup'],
    wording: ['The ferry hits a rock', 'The ferry strikes a rock'],
    rewrite: ['Rescuers search for a yacht', 'A storm keeps boats in port'],
    'detail-added': ['The mill burns down', 'The mill burns down in a strong wind'],
    'detail-removed': ['The mill burns down in a strong wind', 'The mill burns down'],
    attribution: ['Arson caused the fire', 'Arson caused the fire, police say'],
    hedge: ['The bank is reportedly in talks', 'The bank is in talks'],
    status: ['The harbour master offers to resign', 'The harbour master resigns'],
    number: ['Four people are dead', 'Six people are dead'],
    date: ['The bridge opens on Friday', 'The bridge opens on Monday'],
    name: ['The Vell Islands and Ostrel sign a treaty', 'The Vell Islands and Corvane sign a treaty'],
    negation: ['The spill has reached the river', 'The spill has not reached the river'],
  }
