// The small parts in every state: usual, chosen, disabled, loading, wrong, empty, and with a name that is too long.
import { Alert, Button, Checkbox, DatePicker, Input, Segmented, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { Avatar, HolderChip } from '../ui/avatar.tsx'
import { ClockRing } from '../ui/clock-ring.tsx'
import { BarOfParts, Tag } from '../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { type Say, specimen } from './specimen.ts'

const people = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
const dots = ['gray', 'blue', 'cyan', 'green', 'gold', 'orange', 'red', 'purple'] as const
const longName = (say: Say): string =>
  say(
    '内蒙古自治区呼和浩特经济技术开发区东方红水利水电设备安装工程有限责任公司',
    'Inner Mongolia Hohhot Economic Development Zone Water and Power Installation Company Limited',
  )

export const specimens = [
  specimen('按钮', 'Buttons', ({ say }) => (
    <>
      <div className="gallery-row">
        <Button type="primary">{say('交接给仓库', 'Hand over')}</Button>
        <Button>{say('变更', 'Change')}</Button>
        <Button danger>{say('删除', 'Remove')}</Button>
        <Button type="dashed">{say('添加一行', 'Add a line')}</Button>
        <Button type="link">{say('为什么', 'Why')}</Button>
      </div>
      <div className="gallery-row">
        <Button type="primary" loading>
          {say('保存', 'Save')}
        </Button>
        <Button loading>{say('保存', 'Save')}</Button>
        <Button type="primary" disabled>
          {say('保存', 'Save')}
        </Button>
        <Button disabled>{say('变更', 'Change')}</Button>
      </div>
      <div className="action">
        <Button disabled>{say('发货', 'Ship')}</Button>
        <small className="action-why">{say('还缺 400 台电机', '400 motors are missing')}</small>
      </div>
    </>
  )),
  specimen('输入', 'Inputs', ({ say }) => (
    <div className="fields">
      <Field name={say('客户', 'Customer')}>
        <Input defaultValue={say('深圳华强', 'Huaqiang')} />
      </Field>
      <Field name={say('空', 'Empty')}>
        <Input placeholder={say('留空则自动填写', 'Filled in by itself')} />
      </Field>
      <Field name={say('有误', 'Wrong')}>
        <Input status="error" defaultValue="12a" />
        <small className="late">{say('数量要写成数字', 'A quantity is a number')}</small>
      </Field>
      <Field name={say('不可改', 'Disabled')}>
        <Input disabled defaultValue="SO-2026-001842" />
      </Field>
      <Field name={say('单选', 'Choice')}>
        <Select defaultValue="a" options={[{ value: 'a', label: say('生产', 'Production') }]} />
      </Field>
      <Field name={say('加载中', 'Loading')}>
        <Select loading placeholder={say('请选择', 'Choose')} />
      </Field>
      <Field name={say('日期', 'Date')}>
        <DatePicker placeholder={say('请选择日期', 'Select a date')} />
      </Field>
      <Field name={say('名称过长', 'A long name')}>
        <Select defaultValue="a" options={[{ value: 'a', label: longName(say) }]} />
      </Field>
    </div>
  )),
  specimen('开关与选择', 'Switches', ({ say }) => (
    <div className="gallery-row">
      <Switch defaultChecked aria-label={say('开', 'On')} />
      <Switch aria-label={say('关', 'Off')} />
      <Switch disabled aria-label={say('不可改', 'Disabled')} />
      <Checkbox defaultChecked>{say('加急', 'Urgent')}</Checkbox>
      <Checkbox indeterminate>{say('部分', 'Some')}</Checkbox>
      <Checkbox disabled>{say('不可改', 'Disabled')}</Checkbox>
      <Segmented options={[say('列表', 'List'), say('看板', 'Board')]} aria-label={say('看法', 'View')} />
    </div>
  )),
  specimen('持棒人', 'Who holds', ({ say }) => (
    <>
      <div className="gallery-row">
        {people.map((id) => (
          <Avatar key={id} id={id} name={say('李', `A ${id}`)} />
        ))}
        <Avatar id={null} name={say('无人', '')} />
      </div>
      <div className="gallery-row">
        <HolderChip id="1" name={say('赵磊', 'Zhao Lei')}>
          {say(' · 生产部', ' · Production')}
        </HolderChip>
        <HolderChip id={null} name={say('等人接', 'Waiting for somebody')} />
      </div>
      <div className="gallery-narrow">
        <HolderChip id="2" name={longName(say)} />
      </div>
    </>
  )),
  specimen('钟', 'Clocks', ({ say }) => (
    <div className="gallery-row">
      <ClockRing share={0.2} tone="green" label={say('余 6 小时', '6 h left')} />
      <span>{say('余 6 小时', '6 h left')}</span>
      <ClockRing share={0.8} tone="amber" label={say('余 1 小时 50 分', '1 h 50 min left')} />
      <span className="tone-amber">{say('余 1 小时 50 分', '1 h 50 min left')}</span>
      <ClockRing share={1} tone="red" label={say('超 40 分钟', '40 min over')} />
      <span className="tone-red">{say('超 40 分钟', '40 min over')}</span>
    </div>
  )),
  specimen('标签与进度', 'Tags and progress', ({ say }) => (
    <>
      <div className="gallery-row">
        {dots.map((color) => (
          <Tag key={color} color={color}>
            {color}
          </Tag>
        ))}
        <Tag>{say('无色', 'None')}</Tag>
      </div>
      <div className="gallery-narrow">
        <Tag color="green">{longName(say)}</Tag>
      </div>
      <BarOfParts
        parts={[
          { share: 0.4, color: 'var(--ok)', label: say('已发 40%', '40% shipped') },
          { share: 0.3, color: 'var(--accent)', label: say('已预留 30%', '30% reserved') },
        ]}
      />
    </>
  )),
  specimen('表格', 'Table', ({ say }) => (
    <table className="table">
      <thead>
        <tr>
          <th>{say('物料', 'Item')}</th>
          <th className="num">{say('数量', 'Quantity')}</th>
          <th className="num">{say('预计', 'Expected')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>FS40-B {say('台式电风扇', 'desk fan')}</td>
          <td className="num">1,200</td>
          <td className="num late">11-28</td>
        </tr>
        <tr>
          <td>{longName(say)}</td>
          <td className="num">86</td>
          <td className="num">11-24</td>
        </tr>
      </tbody>
    </table>
  )),
  specimen('提示', 'Notices', ({ say }) => (
    <div className="gallery-row">
      <Alert type="info" title={say('有新版本', 'There is a newer version')} />
      <Alert type="warning" title={say('余量 0 天', 'No days to spare')} />
      <Alert type="error" title={say('没有保存：数量有误', 'Not saved: a quantity is wrong')} />
      <kbd>Ctrl K</kbd>
    </div>
  )),
  specimen('加载、空、出错', 'Loading, empty, failed', ({ say }) => (
    <>
      <Skeleton rows={3} label={say('加载中', 'Loading')} />
      <EmptyState
        title={say('还没有订单', 'No orders yet')}
        hint={say('从报价转成订单', 'Made from a quote')}
      >
        <Button type="primary">{say('新建订单', 'New order')}</Button>
      </EmptyState>
      <ErrorState
        title={say('读不到', 'Cannot be read')}
        detail={say('服务器没有回答', 'The server does not answer')}
        retry={say('再试', 'Try again')}
        onRetry={() => undefined}
      />
    </>
  )),
]

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: it holds the control
    <label className="field">
      <small>{name}</small>
      {children}
    </label>
  )
}
