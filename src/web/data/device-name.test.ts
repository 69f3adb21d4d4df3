import { expect, test } from 'vitest'
import { deviceName, isHandheld } from './device-name.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49'

test('a device is called by its browser and its system, as far as they are known', () => {
  expect(deviceName(chrome)).toBe('Chrome · Windows')
  expect(deviceName(`${chrome} Edg/126.0`)).toBe('Edge · Windows')
  expect(deviceName(phone)).toBe('WeChat · iPhone')
  expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0')).toBe(
    'Firefox · Linux',
  )
  expect([deviceName('curl/8.5.0'), deviceName(null)]).toEqual(['', ''])
  expect([isHandheld(chrome), isHandheld(phone)]).toEqual([false, true])
})
