// An address: province, city and district chosen from the list or typed, then the street; loaded where one is asked for.
import { areaList } from '@vant/area-data'
import { Cascader, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TextField } from '#kernel/schema'
import { dividedAddress, type Region, regionTree, writtenAddress } from './address.ts'
import { type EditProps, inputProps, textOf } from './field-view.ts'

const regions: readonly Region[] = regionTree(areaList)

export default function EditAddress(props: EditProps<TextField>) {
  const { t } = useTranslation()
  const { places, street } = dividedAddress(textOf(props.value), regions)
  const write = (chosen: readonly string[], rest: string): void => {
    // What is pasted into the street may begin with places of its own.
    const next = dividedAddress(writtenAddress(chosen, rest), regions)
    const text = writtenAddress(next.places, next.street)
    props.onChange(text === '' ? null : text)
  }
  return (
    <Space.Compact block className="address">
      <Cascader
        options={[...regions]}
        value={[...places]}
        aria-label={t('address.region')}
        placeholder={t('address.region')}
        showSearch
        changeOnSelect
        variant={props.bare ? 'borderless' : 'outlined'}
        displayRender={(labels) => labels.join(' ')}
        onChange={(chosen: readonly string[] | undefined) => write(chosen ?? [], street)}
      />
      <Input
        {...inputProps(props)}
        value={street}
        maxLength={200}
        placeholder={t('address.street')}
        onChange={({ target }) => write(places, target.value)}
      />
    </Space.Compact>
  )
}
