import type { PhraseLists } from '../phrase-table.ts'

/** The Chinese phrases of each kind. */
export const phraseLists: PhraseLists = {
  /** Phrases that make a claim less certain, or a number less exact. */
  hedge: `
near: 近 # | 将近 | 將近 | 接近 # | 几乎 | 幾乎
about: 大约 | 大約 | 约 # | 約 # | 左右 | 上下 | 前后 | 大概
at least: 至少 | 最少 | 不少于 | 不少於 | 不下
more than: 超过 | 超過 | 逾 # | 多于 | 多於 | 余 | 餘 | 以上
less than: 不到 # | 不足 # | 少于 | 少於 | 低于 | 低於 | 以下
up to: 多达 | 多達 | 最多 | 高达 | 高達 | 至多
reportedly: 据报 | 據報 | 据报道 | 據報道 | 据报导 | 據報導 | 据悉 | 據悉 | 据传 | 據傳 | 传 | 傳出
allegedly: 据称 | 據稱 | 涉嫌 | 涉 | 被指 | 被控 | 所谓 | 所謂
suspected: 疑似 | 疑 | 怀疑 | 懷疑 | 嫌疑
may: 可能 | 或 | 或将 | 或將 | 或许 | 或許 | 也许 | 也許 | 恐 | 恐怕 | 有可能 | 有望 | 似乎
expected: 预计 | 預計 | 预料 | 預料 | 料 | 估计 | 估計 | 预期 | 預期
unconfirmed: 未经证实 | 未經證實 | 未获证实 | 未獲證實
`,
  /** Verbs of saying, and phrases that name the source of a claim. */
  attribution: `
according to: 根据 | 根據 | 据 | 據 | 引述 | 援引
says: 称 | 稱 | 表示 | 宣称 | 宣稱 | 声称 | 聲稱 | 指出 | 透露 | 证实 | 證實 | 说 | 說 | 认为 | 認為 | 强调 | 強調 | 承认 | 承認
`,
  /** Words that deny. */
  negation: `
not: 不 | 没 | 沒 | 没有 | 沒有 | 未 | 非 | 并非 | 並非 | 不是 | 尚未 | 从未 | 從未 | 并未 | 並未 | 仍未 | 未能 | 不能 | 不会 | 不會 | 不再 | 并不 | 並不 | 无法 | 無法 | 勿 | 别
without: 无 | 無 | 毫无 | 毫無 | 零
deny: 否认 | 否認 | 否定 | 反对 | 反對 | 拒绝 | 拒絕 | 驳斥 | 駁斥 | 辟谣 | 闢謠
`,
  /** Words that contain a character of denial, doubt or number, and mean something else. */
  plain: `
非洲 非常 不同 不久 不幸 不料 不明 未婚 是否 能否 或者 或是 部分 十分
illegal: 非法
不断: 不断 | 不斷
不仅: 不仅 | 不僅 | 不但 | 不只
不过: 不过 | 不過
不少: 不少
不满: 不满 | 不滿
无人机: 无人机 | 無人機
无线: 无线 | 無線
无论: 无论 | 無論
无数: 无数 | 無數
未来: 未来 | 未來
没收: 没收 | 沒收
材料: 材料 | 资料 | 資料 | 原料 | 燃料 | 医疗
据点: 据点 | 據點 | 数据 | 數據 | 证据 | 證據 | 占据 | 佔據
传统: 传统 | 傳統 | 宣传 | 宣傳 | 传播 | 傳播 | 传染 | 傳染 | 传媒 | 傳媒
对称: 名称 | 名稱 | 简称 | 簡稱
小说: 小说 | 小說
特别: 特别 | 特別 | 区别 | 區別 | 级别 | 級別 | 分别 | 分別 | 别人 | 別人 | 性别 | 性別
交涉: 干涉 | 涉及 | 交涉
零售: 零售 | 零件
其余: 其余 | 其餘 | 业余 | 業餘
恐怖: 恐怖 | 恐慌
统一: 统一 | 統一 | 第一 | 之一 | 一些 | 一样 | 一樣 | 一直 | 一度 | 一旦 | 一起 | 一致 | 一律 | 一带一路 | 一帶一路 | 一边 | 进一步 | 進一步 | 唯一 | 万一 | 萬一
三星: 三星 | 三峡 | 三峽 | 三角
千方百计: 千方百计 | 老百姓 | 百姓
两岸: 两岸 | 兩岸 | 两会 | 兩會
日本: 日本 | 生日 | 节日 | 節日 | 假日 | 日军 | 日軍 | 日元 | 日圆 | 日圓
`,
  /** Different names of one person, place or thing. */
  alias: `
United States: 美国 | 美國
United Nations: 联合国 | 聯合國
`,
  /** Characters that carry grammar and no facts. */
  function:
    '的 了 在 是 于 於 和 与 與 及 而 将 將 被 把 为 為 之 其 并 並 对 對 向 从 從 以 至 到 由 就 也 都 又 已 等 该 該 这 這 那 此 所 着 著 过 過 地 得 中 后 後 前 时 時 已经 已經 正在 因 因为 因為',
}
