// The words of laying out forms; they arrive with it and not with every page.
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'

const chinese = {
  title: '表单排版',
  hint: '把字段分成几个分区、几列，也可以排成页签。没有放进分区的字段自动排在最后，不会丢。',
  which: '正在排哪一种',
  plain: '现在按默认的样子排列，改动之后就照这里排。',
  asUsual: '现在与“通常”相同，改动之后单独保存。',
  own: '这一种单独排过。',
  reset: '改回与“通常”相同',
  resetUsual: '改回默认排列',
  phoneHint: '手机上优先用这一种；没有单独排过，就按新建、编辑或查看的样子排。',
  sections: '分区',
  section: '分区“{name}”',
  place: '把{name}换个位置',
  unnamed: '未命名分区',
  rest: '其余字段',
  restHint: '自动排在最后',
  empty: '把字段拖到这里',
  add: '添加分区',
  remove: '去掉分区',
  removeHint: '里面的字段回到“其余字段”。',
  columns: '分几列',
  auto: '自动',
  look: '样式',
  tab: '排成页签',
  tabHint: '相邻的几个页签排成一行。',
  when: '满足条件才显示（公式，可不填）',
  whenHint:
    '只用这条记录自己的字段。条件不成立时，里面的字段不显示也不要求填写；在每一种排版里、经接口和导入写入时都一样。',
  marks: { columns: '{count} 列', tab: '页签', when: '有条件' },
  width: '“{name}”的宽度',
  widthAuto: '宽度自动',
  widthOf: '占 {count} 列',
  moved: '“{name}”移到了“{section}”第 {place} 个',
  movedSection: '分区现在是第 {place} 个，共 {count} 个',
}
type Texts<T> = { readonly [key in keyof T]: T[key] extends string ? string : Texts<T[key]> }
type Words = Texts<typeof chinese>

const english: Words = {
  title: 'Form layout',
  hint: 'Put fields into sections and columns, or into tabs. Fields that no section holds come last by themselves; none is lost.',
  which: 'Which layout',
  plain: 'Laid out by default now; once changed, as here.',
  asUsual: 'The same as the usual one now; once changed, it is kept apart.',
  own: 'This one has a layout of its own.',
  reset: 'Same as the usual one again',
  resetUsual: 'By default again',
  phoneHint:
    'Used on telephones first; without one of its own, they show that of making, editing or viewing.',
  sections: 'Sections',
  section: 'section “{name}”',
  place: 'Place {name} elsewhere',
  unnamed: 'Unnamed section',
  rest: 'Remaining fields',
  restHint: 'come last by themselves',
  empty: 'Drag fields here',
  add: 'Add a section',
  remove: 'Remove the section',
  removeHint: 'Its fields go back to the remaining ones.',
  columns: 'Columns',
  auto: 'Automatic',
  look: 'Look',
  tab: 'A tab',
  tabHint: 'Tabs that follow each other stand in one row.',
  when: 'Shown only where (a formula, may be blank)',
  whenHint:
    'Over the record’s own fields alone. Where it is not true, the fields inside are neither shown nor required: in every layout, through the interface and in imports alike.',
  marks: { columns: '{count} columns', tab: 'Tab', when: 'Conditional' },
  width: 'Width of “{name}”',
  widthAuto: 'Automatic width',
  widthOf: '{count} columns wide',
  moved: '“{name}” is now number {place} in “{section}”',
  movedSection: 'The section is now number {place} of {count}',
}

const all: Readonly<Record<Language, Words>> = { 'zh-CN': chinese, en: english }

export const useLayoutWords = (): Words => all[useFormat().language]

export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
