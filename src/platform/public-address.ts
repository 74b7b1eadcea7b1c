import { BlockList, isIP } from 'node:net'

const notPublic = new BlockList()
// biome-ignore format: one look is enough for a list of ranges
for (const range of [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
]) {
  const [net = '', bits] = range.split('/')
  notPublic.addSubnet(net, Number(bits), 'ipv4')
}

// Of IPv6 only what is handed out publicly, less documentation and the tunnels that carry an IPv4 address.
const publicIpv6 = new BlockList()
publicIpv6.addSubnet('2000::', 3, 'ipv6')
for (const range of ['2001::/32', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  const [net = '', bits] = range.split('/')
  notPublic.addSubnet(net, Number(bits), 'ipv6')
}

/** Whether an IP address belongs to the internet at large: not to this machine, a private network or a tunnel into one. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4')
  return publicIpv6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}
