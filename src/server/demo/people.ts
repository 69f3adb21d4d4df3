// The people of the demo company and their departments.

export type DemoDepartment = { readonly code: string; readonly name: string; readonly head: string }

export const departments: readonly DemoDepartment[] = [
  { code: 'management', name: '总经办', head: 'wangqiang' },
  { code: 'sales', name: '销售部', head: 'liuyang' },
  { code: 'purchasing', name: '采购部', head: 'chenjing' },
  { code: 'production', name: '生产部', head: 'zhaolei' },
  { code: 'warehouse', name: '仓储部', head: 'sunmin' },
  { code: 'logistics', name: '物流部', head: 'xiejun' },
  { code: 'finance', name: '财务部', head: 'wufang' },
  { code: 'service', name: '客服部', head: 'zhengkai' },
]

export type DemoPerson = {
  readonly login: string
  readonly name: string
  readonly title: string
  readonly department: string
  readonly roles: readonly string[]
}

const person =
  (department: string) =>
  (login: string, name: string, title: string, ...roles: string[]): DemoPerson => ({
    login,
    name,
    title,
    department,
    roles,
  })

const management = person('management')
const sales = person('sales')
const purchasing = person('purchasing')
const production = person('production')
const warehouse = person('warehouse')
const logistics = person('logistics')
const finance = person('finance')
const service = person('service')

export const people: readonly DemoPerson[] = [
  management('admin', '系统管理员', '系统管理员', 'admin'),
  management('wangqiang', '王强', '总经理', 'executive'),
  management('zhoumin', '周敏', '运营协调', 'coordinator'),
  sales('liuyang', '刘洋', '销售经理', 'sales', 'salesManager'),
  sales('lina', '李娜', '销售代表', 'sales'),
  sales('zhangwei', '张伟', '销售代表', 'sales'),
  sales('wangfang', '王芳', '销售代表', 'sales'),
  sales('chenjie', '陈杰', '销售代表', 'sales'),
  sales('yangfan', '杨帆', '销售代表', 'sales'),
  sales('huanglei', '黄蕾', '销售代表', 'sales'),
  sales('xujing', '徐静', '销售代表', 'sales'),
  sales('machao', '马超', '销售代表', 'sales'),
  sales('linyue', '林悦', '市场专员', 'marketing'),
  sales('hexue', '何雪', '市场专员', 'marketing'),
  purchasing('chenjing', '陈静', '采购主管', 'purchaser'),
  purchasing('gaofeng', '高峰', '采购员', 'purchaser'),
  purchasing('luolan', '罗兰', '采购员', 'purchaser'),
  purchasing('guoliang', '郭亮', '采购员', 'purchaser'),
  production('zhaolei', '赵磊', '生产主管', 'planner', 'production'),
  production('qianjin', '钱进', '计划员', 'planner'),
  production('zhujie', '朱杰', '风扇线组长', 'production'),
  production('huping', '胡平', '厨电线组长', 'production'),
  production('linfeng', '林峰', '个护线组长', 'production'),
  production('songyan', '宋岩', '工艺员', 'production'),
  production('tangli', '唐丽', '质检员', 'production'),
  warehouse('sunmin', '孙敏', '仓库主管', 'keeper'),
  warehouse('hanlin', '韩林', '成品仓保管', 'keeper'),
  warehouse('fengtao', '冯涛', '物料仓保管', 'keeper'),
  warehouse('dengkai', '邓凯', '收货员', 'keeper'),
  warehouse('caorui', '曹瑞', '收货员', 'keeper'),
  logistics('xiejun', '谢军', '物流主管', 'logistics'),
  logistics('pengbo', '彭博', '发货员', 'logistics'),
  logistics('zenghui', '曾辉', '发货员', 'logistics'),
  finance('wufang', '吴芳', '财务主管', 'accountant'),
  finance('xiaohong', '肖红', '应收会计', 'accountant'),
  finance('tianyu', '田雨', '开票会计', 'accountant'),
  finance('dongmei', '董梅', '出纳', 'accountant'),
  service('zhengkai', '郑凯', '客服主管', 'service'),
  service('yuanyuan', '袁媛', '客服专员', 'service'),
  service('panlei', '潘磊', '售后工程师', 'service'),
  service('jiangyan', '蒋燕', '客服专员', 'service'),
]

/** One password for every demo account; demo only. */
export const demoPassword = 'baton-demo'

const shown = [
  'wangqiang',
  'lina',
  'liuyang',
  'chenjing',
  'zhaolei',
  'sunmin',
  'xiejun',
  'wufang',
  'zhengkai',
  'zhoumin',
  'admin',
]

/** Who a visitor may sign in as, one for each kind of work, for the command line to print. */
export const demoSignIns: readonly {
  readonly login: string
  readonly name: string
  readonly title: string
}[] = shown
  .flatMap((login) => people.filter((one) => one.login === login))
  .map(({ login, name, title }) => ({ login, name, title }))
