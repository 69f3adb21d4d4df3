// Which machines a webhook may speak to: a name is looked up once, and what was looked at is what is connected to.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { WebhookSettings } from './settings.ts'

export type Target = { readonly address: string; readonly family: 4 | 6 }
export type Refusal = { readonly fault: 'plain' | 'address' | 'unknownHost' }

/** All addresses of a name; throws when there is none. */
export type LookUp = (host: string) => Promise<readonly { readonly address: string }[]>

const lookUpAll: LookUp = (host) => lookup(host, { all: true })

/** IANA's special-purpose registry: everything in IPv4 that is not somebody's public address. */
const special4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`
/** Within the public part of IPv6: protocol assignments with Teredo, documentation, and 6to4, which leads to any IPv4 address. */
const special6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20'

const subnets = (texts: string, family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const text of texts.split(/\s+/)) {
    const [net = '', prefix] = text.split('/')
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}

const refused4 = subnets(special4, 'ipv4')
const refused6 = subnets(special6, 'ipv6')
const global6 = subnets('2000::/3', 'ipv6')

/** Whether an address belongs to the public internet. IPv4 written as IPv6 does not: it hides where it leads. */
export const isPublic = (address: string): boolean =>
  isIPv6(address)
    ? global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
    : !refused4.check(address, 'ipv4')

const isOurs = (address: string): boolean =>
  Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address))

/** Where to connect to for an address of the web. A name of which only one address is refused is refused. */
export async function targetOf(
  url: URL,
  { allowsPlain, allowsPrivate }: WebhookSettings,
  lookUp: LookUp = lookUpAll,
): Promise<Target | Refusal> {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowsPlain)) return { fault: 'plain' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host) ? [{ address: host }] : await lookUp(host).catch(() => [])
  const [first] = found
  if (first === undefined) return { fault: 'unknownHost' }
  const mayGo = ({ address }: { address: string }): boolean => isPublic(address) && !isOurs(address)
  if (!allowsPrivate && !found.every(mayGo)) return { fault: 'address' }
  return { address: first.address, family: isIPv6(first.address) ? 6 : 4 }
}
