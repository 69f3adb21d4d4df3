// The manual's chapter on formulas is the function table in words: `npx vitest run --project architecture -u` writes it anew.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formulaReference } from '#kernel/formula'
import type { Value } from '#kernel/schema'

type Language = 'zh-CN' | 'en'
type Function = ReturnType<typeof formulaReference>[number]

const words = {
  'zh-CN': {
    head: `# 公式与函数

公式里直接写字段的名称，如 \`数量 * 单价 * (1 - 折扣)\`；跨记录用点，如 \`客户.地区\`；名称里有空格或符号时加方括号，如 \`[备 注]\`。文字放在引号里。全角、半角标点都可以，函数名不分大小写，也可以写中文名：\`ROUND(金额, 2)\` 与 \`四舍五入(金额, 2)\` 相同。

- 数字是精确的小数，小数点前最多 30 位；算出来的结果保留 20 位小数，四舍五入。
- 公式从不出错：除数为零、数字太大、没有这一天，结果都是空。与空值的运算得空，与空值的比较为否；\`SUM\`、\`AVERAGE\` 等不计空值。
- 一段文字最多 10,000 字；日期在 1900 到 2999 年之间，按工作区的时区。
- \`WORKDAY\`、\`NETWORKDAYS\`、\`ISWORKDAY\` 按本工作区自己的工作日历：法定节假日不算，调休上班的周末算。改了日历，存着的公式字段随后自动重算；默认值只在新建时算一次。节假日维护到哪一天，看 \`HOLIDAYSUNTIL()\`，之后的年份按每周工时算。
- 明细和相关记录可以在公式里加总：\`SUM(明细.数量)\`、\`SUMIF(明细.数量 * 明细.单价, 明细.类别 = '备件')\`、\`COUNTIF(销售订单, 销售订单.状态 = '草稿')\`——先写加什么，再写条件（和 Excel 的 SUMIFS 一样）。可以写明细字段的名称，也可以写引用了本记录的对象的名称；同一对象有几个字段引用到这里时写成 \`[对象·字段]\`。条件里不带明细名称的字段是本记录自己的。\`LASTOF(报价单.金额, 报价单.日期)\` 取最近一条的值。存着的公式字段在明细每次改动时随之更新，校验也会跟着重新检查；默认值、权限条件和汇总条件里不能用。
- 一个函数只看一组记录，只读它们自己的字段；要看明细所引用记录的字段，先在明细上建一个公式字段。一个公式最多有 10 处这样的函数。列表筛选里只算本人有权看到的记录。

参数后面的 \`?\` 表示可以不写，\`…\` 表示可以再写几个。例子里的“今天”是 2026 年 4 月 1 日。
`,
    columns: '| 写法 | 别名 | 作用 | 例子 |',
    choices: '可以是',
    stop: '。',
    values: { true: '是', false: '否', blank: '空', empty: '（没有字）' },
    groups: {
      operator: '运算符',
      logic: '判断',
      number: '数字',
      text: '文字',
      date: '日期和时间',
      list: '列表、明细和相关记录',
      record: '人员',
    },
  },
  en: {
    head: `# Formulas and functions

A formula is written over the labels of fields, such as \`Quantity * Price * (1 - Discount)\`, with a dot from one record to another, as in \`Customer.Region\`, and brackets around a name with spaces or signs, as in \`[Note text]\`. Texts stand in quotation marks. Letter case does not matter in the names of functions, and each may be called by its other names.

- Numbers are exact decimals of up to 30 digits before the point; results keep 20 fraction digits, halves rounded away from zero.
- A formula never fails: dividing by zero, a number too large, a day that does not exist give blank. Arithmetic with a blank gives blank, and a comparison with a blank is false; \`SUM\`, \`AVERAGE\` and their like leave blanks out.
- A text has at most 10,000 characters; dates lie in the years 1900–2999 and are read in the workspace's zone.
- \`WORKDAY\`, \`NETWORKDAYS\` and \`ISWORKDAY\` go by the workspace's own calendar: public holidays are off, weekends worked in exchange are not. When the calendar is changed, stored formula fields are computed anew by themselves; a default is reckoned once, when the record is made. \`HOLIDAYSUNTIL()\` says up to when holidays are known; beyond, the week alone decides.
- Lines and related records are added up in a formula: \`SUM(Lines.Quantity)\`, \`SUMIF(Lines.Quantity * Lines.Price, Lines.Kind = 'Spare part')\`, \`COUNTIF([Sales order], [Sales order].Status = 'Draft')\`: first what is gathered, then the conditions, as in the SUMIFS of a spreadsheet. Lines are called as their field is, records of another object as their object, with \`[object·field]\` where several of its fields refer here. A field without such a name before it is the record's own. \`LASTOF(Quotation.Amount, Quotation.Date)\` is the value of the latest one. Stored formula fields follow each change of the lines, and checks are judged again; defaults, conditions of rights and of roll-ups gather nothing.
- One function looks at one set of records and reads only their own fields: for a field of what a line refers to, make a formula field on the line first. A formula has at most 10 of these functions. A list's filter counts only records that its reader may read.

\`?\` after an argument says that it may be left out, \`…\` that more may follow. In the examples today is 1 April 2026.
`,
    columns: '| Written | Also | What it does | Examples |',
    choices: 'can be',
    stop: '.',
    values: { true: 'true', false: 'false', blank: 'blank', empty: '(no text)' },
    groups: {
      operator: 'Operators',
      logic: 'Deciding',
      number: 'Numbers',
      text: 'Text',
      date: 'Dates and times',
      list: 'Lists, lines and related records',
      record: 'People',
    },
  },
} as const

const groups = Object.keys(words.en.groups) as readonly Function['group'][]

function chapter(language: Language): string {
  const reference = formulaReference()
  const sections = groups.map((group) => {
    const rows = reference.filter((each) => each.group === group).map((each) => row(each, language))
    return `## ${words[language].groups[group]}\n\n${[words[language].columns, '|---|---|---|---|', ...rows].join('\n')}\n`
  })
  return [words[language].head, ...sections].join('\n')
}

function row({ usage, aliases, doc, arguments: places, examples }: Function, language: Language): string {
  const { choices, stop } = words[language]
  const lists = places.flatMap(({ name, oneOf }) =>
    oneOf ? [` \`${name}\` ${choices} ${oneOf.map((text) => `\`${text}\``).join(' ')}${stop}`] : [],
  )
  // A line end inside an example would end the table's row.
  const shown = examples.filter(({ formula }) => !/[\n\t]/.test(formula)).slice(0, 2)
  const cells = [
    `\`${usage}\``,
    aliases.map((alias) => `\`${alias}\``).join(' '),
    doc[language] + lists.join(''),
    shown.map(({ formula, value }) => `\`${formula}\` → ${said(value, language)}`).join('<br>'),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function said(value: Value, language: Language): string {
  const { values } = words[language]
  if (value === null) return values.blank
  if (typeof value === 'boolean') return value ? values.true : values.false
  return value === '' ? values.empty : `\`${value}\``
}

test.each(['zh-CN', 'en'] as const)(
  '[FM1] the chapter on formulas in %s is the function table',
  async (language) => {
    await expect(chapter(language)).toMatchFileSnapshot(
      join(import.meta.dirname, `../docs/guide/${language}/formulas.md`),
    )
  },
)
