// What the demo company sells, makes and buys, and what each product is made of.

export type DemoItem = {
  readonly code: string
  readonly name: string
  readonly specification: string
  readonly kind: 'finished' | 'component' | 'material' | 'service'
  readonly unit: string
  readonly price: string
  readonly cost: string
  readonly days: number
  readonly stock: number
  readonly safety: number
  readonly supplier?: string
  /** Component code and quantity for one unit; made here when there are any. */
  readonly bom?: readonly (readonly [string, string])[]
}

type Row = readonly [
  code: string,
  name: string,
  specification: string,
  supplier: string,
  cost: number,
  days: number,
  unit?: string,
]

const componentRows: readonly Row[] = [
  ['M-101', '交流电机 35W', '220V 50Hz 铜线', 'motor', 21.5, 7],
  ['M-102', '直流变频电机 24W', '24V 无刷', 'motor', 38, 10],
  ['M-103', '高速电机 11万转', '个护用', 'motor', 46, 12],
  ['M-104', '搅拌电机 300W', '厨电用', 'motor', 33, 8],
  ['M-105', '摇头电机', '同步电机 4W', 'motor', 4.2, 5],
  ['P-201', '风扇外壳', 'ABS 白色', 'plastic', 12.8, 5],
  ['P-202', '五叶扇叶', 'AS 透明', 'plastic', 5.6, 5],
  ['P-203', '水壶壶身外壳', 'PP 双层', 'plastic', 9.4, 6],
  ['P-204', '电饭煲外壳', 'PP 米白', 'plastic', 16.2, 6],
  ['P-205', '吹风机外壳', 'PC+ABS', 'plastic', 8.9, 6],
  ['P-206', '加湿器水箱', 'PC 4L', 'plastic', 11.3, 6],
  ['P-207', '空气炸锅外壳', 'PP 黑色', 'plastic', 19.5, 7],
  ['P-208', '榨汁杯', 'Tritan 1.5L', 'plastic', 13.6, 6],
  ['C-301', '电源线 1.5m', '国标三插', 'cord', 4.8, 4],
  ['C-302', '电源线 1.8m', '国标两插', 'cord', 3.6, 4],
  ['C-303', '出口电源线', '英标 1.5m', 'cord', 6.1, 6],
  ['B-401', '风扇控制板', '三档带遥控', 'board', 14.5, 12],
  ['B-402', '电饭煲控制板', '微电脑 8 功能', 'board', 22.6, 14],
  ['B-403', '水壶温控板', '五段控温', 'board', 11.8, 12],
  ['B-404', '空气炸锅控制板', '触控', 'board', 24.9, 14],
  ['B-405', '显示模组', 'LED 数码管', 'board', 6.4, 10],
  ['H-501', '发热盘 700W', '铝铸', 'heat', 13.2, 7],
  ['H-502', '水壶发热盘 1500W', '304 不锈钢', 'heat', 15.7, 7],
  ['H-503', '发热丝组件', '吹风机用 1800W', 'heat', 9.8, 6],
  ['H-504', '环形发热管', '空气炸锅用', 'heat', 12.4, 7],
  ['H-505', '雾化片', '超声波 20mm', 'heat', 5.1, 8],
  ['H-506', '温控器', 'KSD301', 'heat', 2.3, 5],
  ['S-601', '不锈钢内胆 1.7L', '食品级 304', 'steel', 14.8, 7],
  ['S-602', '电饭煲内胆 4L', '不粘涂层', 'steel', 26.5, 8],
  ['S-603', '炸篮 5L', '不粘涂层', 'steel', 18.2, 8],
  ['S-604', '刀头组件', '六叶钢刀', 'steel', 9.7, 6],
  ['A-701', '风扇底座', '铸铁喷塑', 'metal', 10.6, 5],
  ['A-702', '铝合金支架', '阳极氧化', 'metal', 8.4, 5],
  ['Z-801', '彩箱(大)', '五层瓦楞', 'pack', 5.2, 4],
  ['Z-802', '彩箱(小)', '三层瓦楞', 'pack', 2.9, 4],
  ['Z-803', '说明书与保修卡', '中英文', 'pack', 0.6, 3],
  ['Z-804', '螺丝包', 'M3/M4 混装', 'screw', 0.8, 3],
]

const fan = (motor: string): readonly (readonly [string, string])[] => [
  [motor, '1'],
  ['P-201', '1'],
  ['P-202', '1'],
  ['A-701', '1'],
  ['C-301', '1'],
  ['Z-801', '1'],
]
const kettle = (board: string): readonly (readonly [string, string])[] => [
  ['P-203', '1'],
  ['S-601', '1'],
  ['H-502', '1'],
  [board, '1'],
  ['C-301', '1'],
  ['Z-802', '1'],
]
const cooker: readonly (readonly [string, string])[] = [
  ['P-204', '1'],
  ['S-602', '1'],
  ['H-501', '1'],
  ['B-402', '1'],
  ['C-301', '1'],
  ['Z-801', '1'],
]
const dryer = (motor: string): readonly (readonly [string, string])[] => [
  [motor, '1'],
  ['P-205', '1'],
  ['H-503', '1'],
  ['C-302', '1'],
  ['Z-802', '1'],
]
const fryer: readonly (readonly [string, string])[] = [
  ['M-101', '1'],
  ['P-207', '1'],
  ['S-603', '1'],
  ['H-504', '1'],
  ['B-404', '1'],
  ['C-301', '1'],
  ['Z-801', '1'],
]
const humidifier: readonly (readonly [string, string])[] = [
  ['P-206', '1'],
  ['H-505', '1'],
  ['B-405', '1'],
  ['C-302', '1'],
  ['Z-802', '1'],
]
const juicer: readonly (readonly [string, string])[] = [
  ['M-104', '1'],
  ['P-208', '1'],
  ['S-604', '1'],
  ['C-302', '1'],
  ['Z-802', '1'],
]

type Product = readonly [
  code: string,
  name: string,
  specification: string,
  price: number,
  bom: readonly (readonly [string, string])[],
]

const productRows: readonly Product[] = [
  ['FS-40A', '落地扇 FS-40A', '16 寸 三档', 168, fan('M-101')],
  [
    'FS-40D',
    '直流变频落地扇 FS-40D',
    '16 寸 12 档 遥控',
    298,
    [...fan('M-102'), ['B-401', '1'], ['M-105', '1']],
  ],
  ['FT-30A', '台式风扇 FT-30A', '12 寸 三档', 118, fan('M-101')],
  ['FX-20', '空气循环扇 FX-20', '8 寸 直流', 236, [...fan('M-102'), ['M-105', '2']]],
  ['KT-17', '电热水壶 KT-17', '1.7L 双层防烫', 98, kettle('H-506')],
  ['KT-17S', '控温水壶 KT-17S', '1.7L 五段控温', 158, kettle('B-403')],
  ['RC-40', '微电脑电饭煲 RC-40', '4L 8 功能', 268, cooker],
  ['RC-40P', '智能电饭煲 RC-40P', '4L 触控 预约', 328, [...cooker, ['B-405', '1']]],
  ['HD-18', '负离子吹风机 HD-18', '1800W', 128, dryer('M-101')],
  ['HD-20H', '高速吹风机 HD-20H', '11 万转', 299, dryer('M-103')],
  ['AF-50', '空气炸锅 AF-50', '5L 触控', 288, fryer],
  ['AF-50W', '可视空气炸锅 AF-50W', '5L 可视窗', 338, [...fryer, ['B-405', '1']]],
  ['HM-40', '加湿器 HM-40', '4L 上加水', 138, humidifier],
  ['HM-40P', '恒湿加湿器 HM-40P', '4L 恒湿 遥控', 188, [...humidifier, ['B-401', '1']]],
  ['JC-15', '破壁料理机 JC-15', '1.5L', 258, juicer],
  ['JC-06', '便携榨汁杯 JC-06', '0.6L 充电', 99, juicer],
]

const goods: readonly DemoItem[] = [
  ['EX-01', '出口转换插头', '英标转国标', 9.8, 3.6],
  ['EX-02', '加湿器滤芯', '两只装', 29, 8.5],
  ['EX-03', '电饭煲蒸笼', '4L 通用', 39, 12],
  ['EX-04', '空气炸锅纸托', '100 只装', 19.9, 6.2],
].map(([code, name, specification, price, cost]) => ({
  code: String(code),
  name: String(name),
  specification: String(specification),
  kind: 'finished',
  unit: 'pc',
  price: String(price),
  cost: String(cost),
  days: 5,
  stock: 900,
  safety: 80,
  supplier: 'trade',
}))

const services: readonly DemoItem[] = [
  ['SV-01', '外观定制开版费', '每款', 3000],
  ['SV-02', '延长保修一年', '每台', 18],
  ['SV-03', '送货上楼', '每单', 260],
].map(([code, name, specification, price]) => ({
  code: String(code),
  name: String(name),
  specification: String(specification),
  kind: 'service',
  unit: 'job',
  price: String(price),
  cost: '0',
  days: 0,
  stock: 0,
  safety: 0,
}))

const components: readonly DemoItem[] = componentRows.map(
  ([code, name, specification, supplier, cost, days, unit]) => ({
    code,
    name,
    specification,
    kind: 'component',
    unit: unit ?? 'pc',
    price: (cost * 1.4).toFixed(2),
    cost: String(cost),
    days,
    stock: 1600,
    safety: 150,
    supplier,
  }),
)

const costs = new Map(components.map((one) => [one.code, Number(one.cost)]))
const costOf = (bom: Product[4]): string =>
  (
    bom.reduce((total, [code, quantity]) => total + (costs.get(code) ?? 0) * Number(quantity), 0) * 1.12
  ).toFixed(2)

const products: readonly DemoItem[] = productRows.map(([code, name, specification, price, bom], index) => ({
  code,
  name,
  specification,
  kind: 'finished',
  unit: 'pc',
  price: String(price),
  cost: costOf(bom),
  days: 3 + (index % 3),
  stock: 640 + ((index * 97) % 360),
  safety: 120,
  bom,
}))

export const items: readonly DemoItem[] = [...products, ...goods, ...services, ...components]
