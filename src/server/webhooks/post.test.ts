// Where webhooks may go, and what is made of the answers: over real connections on this machine.
import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { receiver } from '#test/receiver'
import { isPublic, type LookUp, targetOf } from './address.ts'
import { post } from './post.ts'
import { strictWebhooks, webhookSettings } from './settings.ts'

const open = { allowsPlain: true, allowsPrivate: true }
const other = await receiver()
const say = (path: string, more: object = {}) =>
  post({ url: `${other.url}${path}`, headers: {}, body: '{"data":{}}', settings: open, ...more })

describe('where it may go', () => {
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '198.18.0.1',
      '::',
      '::1',
      'fe80::1',
      'fd00::1',
      'ff02::1',
      'ec00::1',
    ],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:0:1::',
      '2001:db8::1',
    ],
  ])('[HT41] %s is not the public internet', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '[HT41] %s is',
    (address) => {
      expect(isPublic(address)).toBe(true)
    },
  )

  test.each([
    ['http://example.com/', { fault: 'plain' }],
    ['ftp://example.com/', { fault: 'plain' }],
    ['https://localhost/', { fault: 'address' }],
    ['https://127.0.0.1/', { fault: 'address' }],
    ['https://0x7f000001/', { fault: 'address' }],
    ['https://2130706433/', { fault: 'address' }],
    ['https://[::1]/', { fault: 'address' }],
    ['https://[::ffff:7f00:1]/', { fault: 'address' }],
    ['https://8.8.8.8/', { address: '8.8.8.8', family: 4 }],
    ['https://[2606:4700::1111]/', { address: '2606:4700::1111', family: 6 }],
  ])('[HT41] %s, unless more is allowed: %j', async (url, expected) => {
    expect(await targetOf(new URL(url), strictWebhooks)).toEqual(expected)
  })

  test('[HT41] a name of which one address is private is refused, and one that has none is not found', async () => {
    const names: LookUp = async () => [{ address: '8.8.8.8' }, { address: '10.0.0.1' }]
    const url = new URL('https://example.com/')
    expect(await targetOf(url, strictWebhooks, names)).toEqual({ fault: 'address' })
    expect(await targetOf(url, strictWebhooks, async () => [])).toEqual({ fault: 'unknownHost' })
    expect(await targetOf(url, strictWebhooks, () => Promise.reject(new Error('ENOTFOUND')))).toEqual({
      fault: 'unknownHost',
    })
  })

  test('[HT41] an address of this host is refused, public or not', async () => {
    const own = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    expect(own.length).toBeGreaterThan(0)
    for (const { address } of own)
      expect(
        await targetOf(new URL('https://example.com/'), strictWebhooks, async () => [{ address }]),
      ).toEqual({
        fault: 'address',
      })
  })

  test('[HT41] the operator allows http and private networks one by one', () => {
    expect(webhookSettings({})).toEqual(strictWebhooks)
    expect(webhookSettings({ WEBHOOKS_ALLOW: 'http' })).toEqual({ allowsPlain: true, allowsPrivate: false })
    expect(webhookSettings({ WEBHOOKS_ALLOW: ' private, HTTP ' })).toEqual(open)
    expect(webhookSettings({ WEBHOOKS_ALLOW: 'true' })).toEqual(strictWebhooks)
  })

  test('[HT41] a name is looked up once, and what was looked at is connected to', async () => {
    let asked = 0
    const rebinding: LookUp = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '192.0.2.1' }]
    const url = `http://receiver.invalid:${other.port}/named`
    expect(await say('', { url, lookUp: rebinding })).toMatchObject({ code: 204 })
    expect(asked).toBe(1)
    expect(other.at('/named')[0]?.headers.host).toBe(`receiver.invalid:${other.port}`)
  })
})

describe('what is made of the answer', () => {
  test('[HT42] 2xx is taken; anything else, and a redirect, is not, and is not followed', async () => {
    other.answer((response, { path }) => {
      const [, code = '204'] = path.split('/')
      response.writeHead(Number(code), { location: `${other.url}/200/followed` }).end(`said ${code}`)
    })
    expect(await say('/200')).toEqual({ code: 200, answer: 'said 200' })
    for (const code of [301, 302, 307, 308, 400, 404, 410, 500, 503])
      expect(await say(`/${code}`)).toEqual({ code, answer: `said ${code}`, fault: 'answer' })
    expect(other.at('/200/followed')).toEqual([])
  })

  test('[HT42] of an answer without end only the beginning is read', async () => {
    const closed = new Promise<void>((resolve) => {
      other.answer((response) => {
        response.writeHead(200)
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', more).on('close', resolve)
        more()
      })
    })
    const { code, answer } = await say('/endless')
    expect([code, answer]).toEqual([200, 'x'.repeat(2048)])
    await closed
  })

  test('[HT42] a receiver that never answers, or never ends, is given up after its time', async () => {
    other.answer(() => undefined)
    expect(await say('/silent', { timeoutMs: 50 })).toEqual({ fault: 'timeout' })
    other.answer((response) => void response.writeHead(200).write('a'))
    expect(await say('/unending', { timeoutMs: 50 })).toEqual({ fault: 'timeout' })
    expect(
      await say('/', { timeoutMs: 50, lookUp: () => new Promise(() => undefined), url: 'http://a.invalid' }),
    ).toEqual({
      fault: 'timeout',
    })
  })

  test('[HT42] what cannot be reached, or breaks off, is a fault and no exception', async () => {
    expect(await say('', { url: 'http://127.0.0.1:1/' })).toEqual({ fault: 'unreachable' })
    expect(await say('', { url: 'no address' })).toEqual({ fault: 'unknownHost' })
    other.answer((response) => response.destroy())
    expect(await say('/broken')).toEqual({ fault: 'unreachable' })
  })
})
