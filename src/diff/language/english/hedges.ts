/**
 * Phrases that make a claim less certain, or a number less exact. All phrases of a line have the same force: from
 * `nearly` to `almost` nothing changes, from `nearly` to `at least` something does.
 */
export const hedges = `
near: nearly | almost | close to # | just under # | approaching # | some way short of # | virtually
about: about # | around # | approximately | roughly | some # | an estimated | estimated | circa | in the region of | in the order of | or so | something like #
at least: at least | at the very least | no fewer than | no less than | not less than | at a minimum | a minimum of | or more | or greater
more than: more than | over # | in excess of | upwards of | above # | exceeding | greater than | well over # | in more than
less than: less than | fewer than | under # | below # | lower than #
up to: up to | as many as | as much as | as high as | as few as | as little as | at most | no more than | a maximum of | maximum of
reportedly: reportedly | is reported to | are reported to | was reported to | were reported to | is reported | is said to | are said to | was said to | were said to | said to be | said to have | reported to be | reported to have | ostensibly
allegedly: allegedly | alleged | supposedly | supposed | purportedly | purported | purports to | accused of | claimed to be | professedly | so called | self styled | self proclaimed
suspected: suspected | suspected of | under suspicion
may: may | might | could | may have | might have | could have | may be | might be | could be | may have been | might have been | could have been
possibly: possibly | perhaps | possible | maybe | potentially | potential | the possibility of | possibility of | a possibility of | conceivably | plausibly
probably: probably | likely | presumably | presumed | presumptive | most likely | very likely | is likely to | are likely to
unlikely: unlikely | doubtful | improbable
apparently: apparently | apparent | seemingly | seeming | appears to | appear to | appeared to | appears to be | appear to be | seems to | seem to | seemed to | evidently | looks set to
believed: believed to | believed to be | believed to have | is believed to | are believed to | was believed to | were believed to | thought to | thought to be | thought to have | is thought to | are thought to | is believed | are believed | is thought | are thought | considered to be | deemed to be | assumed to | assumed to be | understood to | feared | is feared | are feared | feared to be
presumed: is presumed to | what is presumed to be | presumed to be | presumed to have | what is believed to be | what appears to be | what is thought to be | what is suspected to be
expected: expected to | is expected to | are expected to | was expected to | were expected to | is expected | are expected | expected | predicted to | predicted | projected to | projected | forecast to | anticipated | anticipated to | hopes to | hoped to | poised to | set to become
unconfirmed: unconfirmed | unverified | unproven | rumored | rumoured | rumors | rumours | rumor | rumour | speculation | speculated | rumored to | rumoured to
indicated: predicts | predict | forecasts | suggests | suggest | suggested | suggesting | implies | imply | implied | indicates | indicating | points to | hints at | signs of
as early as: as early as | as late as | as soon as | as recently as
pending: pending | subject to approval | provisionally | tentatively | provisional | tentative | preliminary | in principle
effort: attempted | an attempted
`

/** Phrases that refer to the future. They are function words, and also show the status of an event. */
export const futurePhrases = `
would: would
will: will | 'll | to be | shall | is to | are to | is set to | are set to | set to | is due to | are due to | due to begin | due to start | going to | is going to | are going to | about to | plans to | plan to | plans on | plan on | has plans to | have plans to | planned to | planning to | intends to | intend to | intended to | its intent to | intention to | intent to | aims to | aim to | vows to | vow to | pledges to | pledge to | promises to | agrees to | agree to | prepares to | prepare to | scheduled to | is scheduled to | are scheduled to | was scheduled to | were scheduled to | slated to | seeks to | seek to | moves to | offers to | proposes to
`
