/** One line of the table: from where, to where, on which port of the pod. */
export interface Row {
  /** A workload, `outside` (through a Gateway or Ingress), or the words for other peers that are let in. */
  readonly from: string;
  /** A workload, or the words for addresses that may be reached: a range, or `anywhere`. */
  readonly to: string;
  /** A port number, a range `8000-8100`, or `every port`. */
  readonly port: string;
  /** `TCP`, `UDP`, `SCTP`, or `any`. */
  readonly protocol: string;
  /** The name by which it is reached: `service api:8080`, `https://shop.example.com/`. */
  readonly via?: string;
}

/** The rows once each, in an order that depends on nothing but themselves. */
export function sorted(rows: Row[]): Row[] {
  const distinct = new Map(rows.map((row) => [JSON.stringify(fieldsOf(row)), row]));
  return [...distinct.values()].sort(compare);
}

function compare(left: Row, right: Row): number {
  const others = fieldsOf(right);
  for (const [index, field] of fieldsOf(left).entries()) {
    if (field !== others[index]) {
      return field < others[index] ? -1 : 1;
    }
  }
  return 0;
}

function fieldsOf({ from, to, port, protocol, via }: Row): string[] {
  return [from, to, port.replace(/^\d+/, (digits) => digits.padStart(5, '0')), protocol, via ?? ''];
}
