// The sheet of a customer: what has to be known at each stage of the acquaintance, nothing of it left out.
import type { Extension } from '#kernel/schema'

/** What a follow-up begins with, and what it takes to do business; the second asks for the first again. */
const sheet = {
  following: ['industry', 'region', 'phone'],
  partner: ['industry', 'region', 'phone', 'grade', 'taxNumber'],
} as const

export const partyStages: Extension = {
  object: 'masterdata.party',
  fields: [
    {
      type: 'select',
      name: 'customerStage',
      label: { 'zh-CN': '客户阶段', en: 'Customer stage' },
      help: {
        'zh-CN': '进入每个阶段前，客户信息表的必填项缺一不可',
        en: 'Each stage asks for its part of the customer sheet, complete',
      },
      options: [
        { key: 'prospect', label: { 'zh-CN': '潜在', en: 'Prospect' }, color: 'gray' },
        { key: 'following', label: { 'zh-CN': '跟进', en: 'Following up' }, color: 'blue' },
        { key: 'partner', label: { 'zh-CN': '合作', en: 'Doing business' }, color: 'green' },
        { key: 'dormant', label: { 'zh-CN': '休眠', en: 'Dormant' }, color: 'orange' },
      ],
      default: "IF(isCustomer, 'prospect', BLANK())",
      shownWhen: 'isCustomer',
    },
  ],
  path: {
    field: 'customerStage',
    stages: [
      {
        key: 'prospect',
        begins: true,
        next: ['following'],
        guidance: {
          'zh-CN': '问清行业、区域和电话，就能开始跟进',
          en: 'Find out industry, region and telephone to begin following up',
        },
        fields: ['industry', 'region', 'phone', 'owner'],
      },
      {
        key: 'following',
        begins: true,
        next: ['partner', 'dormant'],
        guidance: {
          'zh-CN': '定好等级、要到税号，第一单之前把客户信息表补齐',
          en: 'Grade the customer and get the tax number: the sheet is complete before the first order',
        },
        fields: ['grade', 'taxNumber', 'lastContactAt', 'nextContactAt'],
        needs: [{ filled: sheet.following }],
      },
      {
        key: 'partner',
        begins: true,
        next: ['dormant'],
        guidance: { 'zh-CN': '按约定时间回访，别让老客户冷掉', en: 'Keep in touch as agreed' },
        fields: ['grade', 'paymentTermDays', 'lastContactAt', 'nextContactAt'],
        needs: [{ filled: sheet.partner }],
      },
      {
        key: 'dormant',
        aside: true,
        next: ['following'],
        guidance: {
          'zh-CN': '很久没有往来，有新需求再转回跟进',
          en: 'Quiet for long; back to following up once there is a need',
        },
        fields: ['lastContactAt', 'owner'],
      },
    ],
  },
}
