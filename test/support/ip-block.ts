import * as ipaddr from 'ipaddr.js';

/** A range of addresses, less some ranges inside it. */
export interface IpBlock {
  readonly cidr: string;
  readonly except?: string[] | null;
}

/** Whether the address lies in the block. An IPv4 address never lies in an IPv6 range, nor the reverse. */
export function blockHolds(block: IpBlock, address: string): boolean {
  return rangeHolds(block.cidr, address) && !(block.except ?? []).some((range) => rangeHolds(range, address));
}

/** `0.0.0.0/0 except 12 ranges`. */
export function blockText(block: IpBlock): string {
  const count = (block.except ?? []).length;
  return count === 0 ? block.cidr : `${block.cidr} except ${count} ${count === 1 ? 'range' : 'ranges'}`;
}

/** Throws where the API server would refuse the block: an exception must be a smaller range inside it. */
export function checkBlock(block: IpBlock): void {
  const [, bits] = ipaddr.parseCIDR(block.cidr);
  for (const range of block.except ?? []) {
    const [first, exceptBits] = ipaddr.parseCIDR(range);
    if (exceptBits <= bits || !rangeHolds(block.cidr, first.toString())) {
      throw new Error(`the exception ${range} is no smaller range inside ${block.cidr}`);
    }
  }
}

function rangeHolds(cidr: string, text: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const address = ipaddr.parse(text);
  return address.kind() === network.kind() && address.match(network, bits);
}
