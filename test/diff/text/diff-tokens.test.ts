import { describe, expect, it } from 'vitest'
import { diffText } from '../../../src/diff/text/diff-text.ts'
import { markDiff } from '../mark-diff.ts'

const change = (before: string, after: string) => markDiff(diffText(before, after).diff)

describe('the tokens of a diff', () => {
  it.each([
    ['a budget of $35,000,000', 'a budget of $36,000,000', 'a budget of <del>$35,000,000</del><ins>$36,000,000</ins>'],
    ['a fee of €5 a day', 'a fee of $5 a day', 'a fee of <del>€5</del><ins>$5</ins> a day'],
    ['35 € per head', '30 € per head', '<del>35 €</del><ins>30 €</ins> per head'],
    ['up 5 % on May', 'up 5 on May', 'up <del>5 %</del><ins>5</ins> on May'],
    ['about 50% won', 'about 60% won', 'about <del>50%</del><ins>60%</ins> won'],
    ['costs 1.5 million', 'costs 15 million', 'costs <del>1.5</del><ins>15</ins> million'],
    ['Orme win 2-1', 'Orme win 2-2', 'Orme win <del>2-1</del><ins>2-2</ins>'],
    ['at 10:30 today', 'at 10:45 today', 'at <del>10:30</del><ins>10:45</ins> today'],
    ['due 2018-01-15', 'due 2018-01-16', 'due <del>2018-01-15</del><ins>2018-01-16</ins>'],
    ['in v1.2.3 only', 'in v1.2.4 only', 'in <del>v1.2.3</del><ins>v1.2.4</ins> only'],
    ['down to -5 there', 'down to 5 there', 'down to <del>-5</del><ins>5</ins> there'],
    ['35’000 seats', '36’000 seats', '<del>35’000</del><ins>36’000</ins> seats'],
    ['٤٫٥ مليون', '٤٥ مليون', '<del>٤٫٥</del><ins>٤٥</ins> مليون'],
  ])('keep numbers whole with sign, unit and currency: %j -> %j', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })

  it.each([
    ['a [map](/a/b-c.md)', 'a [map](/a/b-d.md)', 'a [map](<del>/a/b-c.md</del><ins>/a/b-d.md</ins>)'],
    [
      'see https://a.example/x?y=1.',
      'see https://a.example/x?y=2.',
      'see <del>https://a.example/x?y=1</del><ins>https://a.example/x?y=2</ins>.',
    ],
  ])('keep link targets and URLs whole: %j -> %j', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })

  it.each([
    ['so 👩‍👩‍👧 there', 'so 👩‍👩‍👦 there', 'so <del>👩‍👩‍👧</del><ins>👩‍👩‍👦</ins> there'],
    ['🇫🇷🇩🇪', '🇫🇷🇩🇰', '🇫🇷<del>🇩🇪</del><ins>🇩🇰</ins>'],
    ['👍 yes', '👍🏽 yes', '<del>👍</del><ins>👍🏽</ins> yes'],
    ['cafe', 'cafe\u0301', '<del>cafe</del><ins>cafe\u0301</ins>'],
    ['각', '가', '<del>각</del><ins>가</ins>'],
    ['क्षि है', 'क्षी है', '<del>क्षि</del><ins>क्षी</ins> है'],
    ['می‌خواهم', 'نمی‌خواهم', '<del>می‌خواهم</del><ins>نمی‌خواهم</ins>'],
    ['one\r\ntwo', 'one\ntwo', 'one<del>\r\n</del><ins>\n</ins>two'],
  ])('never split a grapheme cluster: %j -> %j', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })

  // Each comment shows the diff by single characters. The choice of words follows from 129 pairs of titles and 122
  // changed lines of a Chinese archive, read both ways.
  it.each([
    // 位<del>在</del><ins>於</ins>
    ['礦場位在北部山區', '礦場位於北部山區', '礦場<del>位在</del><ins>位於</ins>北部山區'],
    // <ins>2020</ins>年<del>底</del><ins>6月1日</ins>
    ['樂團宣佈年底起停演', '樂團宣佈2020年6月1日起停演', '樂團宣佈<del>年底</del><ins>2020年6月1日</ins>起停演'],
    // 中<ins>華人民共和</ins>國
    ['中國公布出口數字', '中華人民共和國公布出口數字', '<del>中國</del><ins>中華人民共和國</ins>公布出口數字'],
    // 印<ins>巴衝突，印</ins>度
    ['印度出動戰機', '印巴衝突，印度出動戰機', '<ins>印巴衝突，</ins>印度出動戰機'],
    // <del>大</del>韩<del>民</del>国
    ['大韩民国总统抵达', '韩国总统抵达', '<del>大韩民国</del><ins>韩国</ins>总统抵达'],
    // 官<ins>方</ins>网<ins>站</ins>
    ['部门官网改为黑白', '部门官方网站改为黑白', '部门<del>官网</del><ins>官方网站</ins>改为黑白'],
    // <del>美</del><ins>法</ins>国
    ['她赢得美国公开赛', '她赢得法国公开赛', '她赢得<del>美国</del><ins>法国</ins>公开赛'],
    // 第十<del>一</del><ins>二</ins>届
    ['第十一届大会开幕', '第十二届大会开幕', '<del>第十一届</del><ins>第十二届</ins>大会开幕'],
    // 菲律<del>賓</del><ins>宾</ins>
    ['颱風襲擊菲律賓北部', '颱風襲擊菲律宾北部', '颱風襲擊<del>菲律賓</del><ins>菲律宾</ins>北部'],
    // 男<ins>子</ins>单<ins>打</ins>
    ['获得男单冠军', '获得男子单打冠军', '获得<del>男单</del><ins>男子单打</ins>冠军'],
    // The same by characters: a number is a change of its own.
    ['山火造成12人死亡', '山火造成15人死亡', '山火造成<del>12</del><ins>15</ins>人死亡'],
    // <del>火</del><ins>水</ins>曜日
    ['首相は火曜日に辞任', '首相は水曜日に辞任', '首相は<del>火曜日</del><ins>水曜日</ins>に辞任'],
  ])('are words in Chinese and Japanese: %j -> %j', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })
})

describe('equal words between two changes', () => {
  it.each([
    [
      'signed by the mayor, the council, today',
      'signed by a judge, a clerk, today',
      'signed by <del>the mayor, the council</del><ins>a judge, a clerk</ins>, today',
    ],
    [
      'The reason for the strike is low pay at night',
      'Union leader Holt said the walkout was caused by long hours at night',
      '<del>The reason for the strike is low pay</del><ins>Union leader Holt said the walkout was caused by long hours</ins> at night',
    ],
    ['國際足協批准', '国际足联批准', '<del>國際足協</del><ins>国际足联</ins>批准'],
  ])('become part of the change in a rewrite: %j -> %j', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })

  it.each([
    [
      'kills four in Lima today',
      'kills five in Quito today',
      'kills <del>four</del><ins>five</ins> in <del>Lima</del><ins>Quito</ins> today',
    ],
    [
      'At least 12 miners of Orme and its villages die',
      'At least 15 women of Hale and its villages die',
      'At least <del>12 miners</del><ins>15 women</ins> of <del>Orme</del><ins>Hale</ins> and its villages die',
    ],
  ])('separate changes of long words or numbers: %j -> %j', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })
})
