// A possible sale to a known customer, by stages that need evidence.
import type { ObjectDefinition } from '#kernel/schema'

export const opportunity: ObjectDefinition = {
  name: 'crm.opportunity',
  label: {
    'zh-CN': '商机',
    en: 'Opportunity',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'autoNumber',
      name: 'number',
      label: {
        'zh-CN': '编号',
        en: 'Number',
      },
      pattern: 'OP-{YYYY}-{00000}',
      readOnly: true,
    },
    {
      type: 'text',
      name: 'name',
      label: {
        'zh-CN': '名称',
        en: 'Name',
      },
      required: true,
      maxLength: 120,
    },
    {
      type: 'reference',
      name: 'customer',
      label: {
        'zh-CN': '客户',
        en: 'Customer',
      },
      required: true,
      to: 'masterdata.party',
    },
    {
      type: 'reference',
      name: 'lead',
      label: {
        'zh-CN': '来自线索',
        en: 'From lead',
      },
      to: 'crm.lead',
    },
    {
      type: 'person',
      name: 'owner',
      label: {
        'zh-CN': '负责人',
        en: 'Owner',
      },
      required: true,
      default: 'me.id',
    },
    {
      type: 'department',
      name: 'department',
      label: {
        'zh-CN': '部门',
        en: 'Department',
      },
      default: 'me.department',
    },
    {
      type: 'select',
      name: 'stage',
      label: {
        'zh-CN': '阶段',
        en: 'Stage',
      },
      help: {
        'zh-CN': '只能由“推进”改变，进入阶段需要证据',
        en: 'Changed only by Advance; each stage asks for its evidence',
      },
      required: true,
      readOnly: true,
      options: [
        {
          key: 'contact',
          label: {
            'zh-CN': '首次接触',
            en: 'First contact',
          },
          color: 'gray',
        },
        {
          key: 'diagnosis',
          label: {
            'zh-CN': '需求诊断',
            en: 'Diagnosis',
          },
          color: 'blue',
        },
        {
          key: 'proposal',
          label: {
            'zh-CN': '方案演示',
            en: 'Proposal',
          },
          color: 'cyan',
        },
        {
          key: 'negotiation',
          label: {
            'zh-CN': '报价谈判',
            en: 'Negotiation',
          },
          color: 'gold',
        },
        {
          key: 'signing',
          label: {
            'zh-CN': '合同签署',
            en: 'Signing',
          },
          color: 'orange',
        },
        {
          key: 'won',
          label: {
            'zh-CN': '赢单',
            en: 'Won',
          },
          color: 'green',
        },
        {
          key: 'lost',
          label: {
            'zh-CN': '丢单',
            en: 'Lost',
          },
          color: 'red',
        },
      ],
      default: "'contact'",
    },
    {
      type: 'datetime',
      name: 'stageSince',
      label: {
        'zh-CN': '进入阶段时间',
        en: 'In stage since',
      },
      readOnly: true,
      default: 'NOW()',
    },
    {
      type: 'money',
      name: 'amount',
      label: {
        'zh-CN': '预计金额',
        en: 'Expected amount',
      },
      help: {
        'zh-CN': '有报价之前不要求填写',
        en: 'Not asked for before there is a quote',
      },
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
    },
    {
      type: 'formula',
      name: 'probability',
      label: {
        'zh-CN': '赢率',
        en: 'Probability',
      },
      help: {
        'zh-CN': '按阶段固定：10、20、40、60、90、100%',
        en: 'Fixed by stage: 10, 20, 40, 60, 90, 100 %',
      },
      result: 'percent',
      formula:
        "IF(stage = 'contact', 0.1, IF(stage = 'diagnosis', 0.2, IF(stage = 'proposal', 0.4, IF(stage = 'negotiation', 0.6, IF(stage = 'signing', 0.9, IF(stage = 'won', 1, 0))))))",
    },
    {
      type: 'formula',
      name: 'weightedAmount',
      label: {
        'zh-CN': '加权金额',
        en: 'Weighted amount',
      },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      formula: 'ROUND(COALESCE(amount, 0) * probability, 2)',
    },
    {
      type: 'date',
      name: 'expectedOn',
      label: {
        'zh-CN': '预计成交',
        en: 'Expected on',
      },
    },
    {
      type: 'longText',
      name: 'need',
      label: {
        'zh-CN': '需求与痛点',
        en: 'Needs',
      },
      maxLength: 4000,
    },
    {
      type: 'rollup',
      name: 'contactCount',
      label: {
        'zh-CN': '有效联系',
        en: 'Contacts',
      },
      result: 'decimal',
      scale: 0,
      object: 'crm.activity',
      by: 'opportunity',
      take: 'count',
      where: "outcome = 'reached'",
    },
    {
      type: 'rollup',
      name: 'demoCount',
      label: {
        'zh-CN': '演示次数',
        en: 'Demos',
      },
      help: {
        'zh-CN': '进入方案演示阶段的证据',
        en: 'The evidence for the proposal stage',
      },
      result: 'decimal',
      scale: 0,
      object: 'crm.activity',
      by: 'opportunity',
      take: 'count',
      where: "kind = 'demo' and outcome = 'reached'",
    },
    {
      type: 'rollup',
      name: 'lastContactAt',
      label: {
        'zh-CN': '最近联系',
        en: 'Last contact',
      },
      result: 'datetime',
      object: 'crm.activity',
      by: 'opportunity',
      take: 'max',
      field: 'at',
      where: "outcome = 'reached'",
    },
    {
      type: 'text',
      name: 'nextStep',
      label: {
        'zh-CN': '下一步',
        en: 'Next step',
      },
      maxLength: 200,
    },
    {
      type: 'datetime',
      name: 'nextAt',
      label: {
        'zh-CN': '下次跟进',
        en: 'Next at',
      },
    },
    {
      type: 'datetime',
      name: 'closedAt',
      label: {
        'zh-CN': '结束时间',
        en: 'Closed at',
      },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'lostReason',
      label: {
        'zh-CN': '丢单原因',
        en: 'Lost because',
      },
      readOnly: true,
      maxLength: 200,
    },
  ],
  indexes: [
    {
      name: 'owner',
      fields: ['owner', 'stage', 'nextAt'],
    },
    {
      name: 'department',
      fields: ['department', 'stage'],
    },
    {
      name: 'stage',
      fields: ['stage', '-updatedAt'],
    },
    {
      name: 'customer',
      fields: ['customer', '-createdAt'],
    },
    {
      name: 'lead',
      fields: ['lead'],
    },
    {
      name: 'expectedOn',
      fields: ['expectedOn'],
    },
  ],
  search: ['number', 'name'],
  list: {
    columns: ['number', 'name', 'customer', 'stage', 'amount', 'expectedOn', 'owner', 'nextAt'],
    sort: ['-updatedAt'],
    board: 'stage',
  },
  form: [
    {
      label: {
        'zh-CN': '商机',
        en: 'Opportunity',
      },
      fields: ['name', 'customer', 'lead', 'owner', 'department', 'stage'],
    },
    {
      label: {
        'zh-CN': '需求',
        en: 'Need',
      },
      fields: ['need'],
    },
    {
      label: {
        'zh-CN': '预测',
        en: 'Forecast',
      },
      fields: ['amount', 'probability', 'weightedAmount', 'expectedOn'],
    },
    {
      label: {
        'zh-CN': '跟进',
        en: 'Follow-up',
      },
      fields: ['nextStep', 'nextAt', 'lastContactAt', 'contactCount', 'demoCount', 'lostReason'],
    },
  ],
}
