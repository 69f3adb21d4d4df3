import { areaList } from '@vant/area-data'
import { describe, expect, test } from 'vitest'
import { dividedAddress, regionTree, writtenAddress } from './address.ts'

const regions = regionTree(areaList)
const divided = (text: string) => {
  const { places, street } = dividedAddress(text, regions)
  return [...places, `: ${street}`]
}

describe('an address', () => {
  test('is divided into the places it names and the street', () => {
    expect(divided('浙江省 杭州市 西湖区 文三路 90 号')).toEqual([
      '浙江省',
      '杭州市',
      '西湖区',
      ': 文三路 90 号',
    ])
    expect(divided('浙江省 文三路')).toEqual(['浙江省', ': 文三路'])
    expect(divided('浙江省 杭州市')).toEqual(['浙江省', '杭州市', ': '])
    expect(divided('')).toEqual([': '])
  })

  test('that is pasted without blanks is divided by its names', () => {
    expect(divided('浙江省杭州市西湖区文三路90号')).toEqual(['浙江省', '杭州市', '西湖区', ': 文三路90号'])
    expect(divided('北京市朝阳区建国路88号')).toEqual(['北京市', '朝阳区', ': 建国路88号'])
  })

  test('abroad, or of places that are not on the list, is a street', () => {
    expect(divided('221B Baker Street, London')).toEqual([': 221B Baker Street, London'])
    expect(divided('浙江省 火星市 一号路')).toEqual(['浙江省', ': 火星市 一号路'])
  })

  test('is put together again as it was, whatever was typed so far', () => {
    for (const text of [
      '浙江省 杭州市 西湖区 文三路 90 号 ',
      '上海市 浦东新区',
      '海南省 文昌市 文城镇',
      '随便写的',
    ])
      expect(writtenAddress(dividedAddress(text, regions).places, dividedAddress(text, regions).street)).toBe(
        text,
      )
  })

  test('of every place on the list leads down to it', () => {
    const walk = (path: readonly string[], choices = regions): void => {
      for (const { value, children } of choices) {
        const at = [...path, value]
        expect(dividedAddress(at.join(' '), regions).places).toEqual(at)
        if (children) walk(at, children)
      }
    }
    walk([])
  })
})
