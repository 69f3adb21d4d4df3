// How promising a lead is, in points that people can check.
import type { Field } from '#kernel/schema'

export const leadScore: readonly Field[] = [
  {
    type: 'formula',
    name: 'budgetPoints',
    label: { 'zh-CN': '预算得分', en: 'Budget points' },
    help: {
      'zh-CN': '50 万以上 40，10 万以上 30，2 万以上 15',
      en: '40 from 500k, 30 from 100k, 15 from 20k',
    },
    result: 'decimal',
    scale: 0,
    formula:
      'IF(COALESCE(budget, 0) >= 500000, 40, IF(COALESCE(budget, 0) >= 100000, 30, IF(COALESCE(budget, 0) >= 20000, 15, 0)))',
  },
  {
    type: 'formula',
    name: 'channelPoints',
    label: { 'zh-CN': '渠道得分', en: 'Channel points' },
    help: {
      'zh-CN': '转介绍 30，来电 25，展会 20，官网 15，其他 5',
      en: 'Referral 30, phone-in 25, exhibition 20, web 15, others 5',
    },
    result: 'decimal',
    scale: 0,
    formula:
      "IF(channel = 'referral', 30, IF(channel = 'phone', 25, IF(channel = 'exhibition', 20, IF(channel = 'web', 15, 5))))",
  },
  {
    type: 'formula',
    name: 'detailPoints',
    label: { 'zh-CN': '资料得分', en: 'Detail points' },
    help: { 'zh-CN': '公司、电话、需求各 10', en: '10 each for company, phone and need' },
    result: 'decimal',
    scale: 0,
    formula: 'IF(ISBLANK(company), 0, 10) + IF(ISBLANK(phone), 0, 10) + IF(ISBLANK(need), 0, 10)',
  },
  {
    type: 'formula',
    name: 'score',
    label: { 'zh-CN': '评分', en: 'Score' },
    help: {
      'zh-CN': '预算、渠道、资料得分之和，60 以上为高意向',
      en: 'Sum of budget, channel and detail points; 60 or more is high intent',
    },
    result: 'decimal',
    scale: 0,
    formula: 'budgetPoints + channelPoints + detailPoints',
  },
]
