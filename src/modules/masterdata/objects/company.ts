// Our own legal entities: who sells, buys and invoices.
import type { ObjectDefinition } from '#kernel/schema'

export const company: ObjectDefinition = {
  name: 'masterdata.company',
  label: { 'zh-CN': '公司主体', en: 'Company' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '营业执照上的全称；报价和订单选我方公司时看到它',
        en: 'Full registered name; chosen as our company on quotes and orders',
      },
      required: true,
      unique: true,
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      help: {
        'zh-CN': '自己起的简称，不能重复，如 GZ、SH',
        en: 'A short form of your own, used once, such as GZ or SH',
      },
      required: true,
      unique: true,
      maxLength: 20,
    },
    {
      type: 'text',
      name: 'currency',
      label: { 'zh-CN': '本位币', en: 'Currency' },
      help: {
        'zh-CN': '记账用的币种，三个字母，如 CNY；复核起点按它算',
        en: 'Three letters, such as CNY; the amount to review from is in it',
      },
      required: true,
      maxLength: 3,
      default: "'CNY'",
    },
    {
      type: 'text',
      name: 'taxNumber',
      label: { 'zh-CN': '纳税人识别号', en: 'Tax number' },
      help: {
        'zh-CN': '18 位统一社会信用代码，照营业执照填',
        en: '18 characters, as on the business licence',
      },
      maxLength: 30,
    },
    {
      type: 'text',
      name: 'address',
      label: { 'zh-CN': '地址', en: 'Address' },
      help: {
        'zh-CN': '营业执照上的注册地址，开票资料里用',
        en: 'As registered; part of the invoicing details',
      },
      maxLength: 200,
    },
    {
      type: 'text',
      name: 'phone',
      label: { 'zh-CN': '电话', en: 'Phone' },
      help: {
        'zh-CN': '开票资料上的号码，带区号，如 0757-8665 0088',
        en: 'As in the invoicing details, with area code, such as 0757-8665 0088',
      },
      format: 'phone',
      maxLength: 40,
    },
    {
      type: 'file',
      name: 'logo',
      label: { 'zh-CN': '标志', en: 'Logo' },
      help: {
        'zh-CN': '印在报价单、合同、送货单左上角；PNG 或 JPG',
        en: 'At the top left of quotations and contracts; PNG or JPG',
      },
      shownAs: 'pictures',
    },
    {
      type: 'money',
      name: 'reviewOver',
      label: { 'zh-CN': '复核起点金额', en: 'Review from amount' },
      help: {
        'zh-CN': '订单达到此金额须由另一人复核后才能确认；留空则不要求',
        en: 'Orders from here on need a second person before confirmation; blank asks for none',
      },
      currency: { field: 'currency' },
      tax: 'inclusive',
      min: '0',
    },
  ],
  search: ['name', 'code'],
  list: { columns: ['name', 'code', 'currency', 'taxNumber'] },
  form: [
    {
      label: { 'zh-CN': '基本', en: 'Basics' },
      fields: ['name', 'code', 'currency', 'taxNumber', 'address', 'phone', 'logo', 'reviewOver'],
    },
  ],
}
