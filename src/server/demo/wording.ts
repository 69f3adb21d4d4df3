// What people of the demo company write.

export const requirements: readonly string[] = [
  '外箱贴客户条码，每箱附装箱清单',
  '送货前一天电话通知收货人，须带送货单原件',
  '说明书用中英文双语版，电源线换英标',
  '不接受分批发货，整单一次到齐',
  '彩盒不印价格，按客户确认的样稿',
  '周末不收货，仅工作日上午卸货',
]

export const customerQuestions: readonly string[] = [
  '客户刚打电话问进度，请帮忙看一下能不能按期发。',
  '客户的促销提前了，能否优先安排这一单？',
  '客户改了收货地址，已更新在备注里，发货时请核对。',
  '已和客户确认付款方式，发票抬头按合同。',
  '客户希望先发一半，剩下的下周再发。',
]

export const answers: readonly string[] = [
  '已看，物料到齐就安排，预计按期。',
  '供应商说控制板要晚几天，我再催一次。',
  '今天下午装车，单号发你。',
  '排在本周三的产线，完工后马上入库。',
  '收到，已通知仓库按新地址备货。',
]

export const needs: readonly string[] = [
  '夏季促销备货，想要直流变频风扇，关注噪音和交期',
  '企业中秋福利礼品，预算明确，要求彩盒定制',
  '酒店客房更换电热水壶，要求防干烧认证',
  '直播间主推空气炸锅，需要稳定的周供货量',
  '连锁门店统一换款，希望有价格保护和返利',
  '外贸订单，要求英标插头和英文说明书',
  '新开门店首批铺货，品类全、数量不大',
]

export const leadSources: readonly (readonly [string, string])[] = [
  ['web', '官网询盘'],
  ['exhibition', '广交会秋季展'],
  ['campaign', '618 渠道招商'],
  ['social', '抖音企业号'],
  ['phone', '来电咨询'],
  ['referral', '老客户介绍'],
]

export const leadCompanies: readonly string[] = [
  '嘉美家居',
  '恒信电器',
  '悦享生活',
  '百川商贸',
  '晨光礼品',
  '盛世酒店用品',
  '万家超市',
  '天元电子',
  '瑞丰贸易',
  '聚优选',
  '康乐家电',
  '启航跨境',
  '美域百货',
  '中瑞进出口',
  '新锐直播',
  '金桥商行',
  '同创福利',
  '四海电器',
  '佳缘商贸',
  '源泉供应链',
]
export const leadCities: readonly (readonly [string, string])[] = [
  ['广州', 'south'],
  ['上海', 'east'],
  ['北京', 'north'],
  ['武汉', 'central'],
  ['成都', 'southwest'],
  ['西安', 'northwest'],
  ['沈阳', 'northeast'],
  ['杭州', 'east'],
  ['深圳', 'south'],
  ['南京', 'east'],
]

export const contactNotes: readonly string[] = [
  '电话沟通，客户关心交期和最小起订量，已发产品目录',
  '加了微信，发了报价区间，客户下周开会讨论',
  '上门拜访，看了样机，客户对噪音指标满意',
  '视频会议演示了样品功能，客户要求补充认证证书',
  '客户比较了两家同行的价格，希望我们再让一点',
]

export const ticketKinds: readonly (readonly [
  kind: string,
  severity: string,
  subject: string,
  description: string,
  solution: string,
])[] = [
  ['complaint', 'high', '外箱破损', '到货 3 箱外包装破损，内机完好', '补发彩箱 3 套，物流加固打包'],
  ['repair', 'normal', '风扇摇头异响', '使用两周后摇头时有异响', '更换摇头电机，寄出配件并指导更换'],
  ['question', 'low', '咨询滤芯更换周期', '询问加湿器滤芯多久换一次', '建议每三个月更换，已发操作视频'],
  ['return', 'high', '发错型号', '订的是控温款，收到普通款', '安排换货，仓库增加复核扫描'],
  ['repair', 'urgent', '批量不通电', '抽检 20 台有 4 台不通电', '派工程师到场，更换电源线批次'],
  [
    'complaint',
    'normal',
    '送货未提前通知',
    '司机没有提前联系，收货人不在',
    '重新预约送货，并在系统里标注通知要求',
  ],
  ['question', 'low', '咨询质保范围', '门店样机是否在质保范围内', '样机按购买日计算质保一年'],
  ['repair', 'normal', '电饭煲内胆涂层脱落', '使用一个月内胆有划痕', '寄送新内胆，提示不要用钢丝球'],
]

export const loseReasons: readonly string[] = [
  '价格高于竞品',
  '客户预算取消',
  '交期不满足',
  '客户选择了本地供应商',
  '多次联系无回应',
]
export const cancelReasons: readonly string[] = ['客户项目推迟', '客户改用其他型号，重新下单', '重复下单']
