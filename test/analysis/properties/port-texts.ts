/** Port numbers by protocol, as reports write them: `TCP` to `80,8080-8090`. */
export type PortTexts = { readonly [protocol: string]: string };

/** Whether a port is among them. */
export function holdsPort(ports: PortTexts, port: number, protocol: string): boolean {
  return rangesIn(ports[protocol]).some(([first, last]) => first <= port && port <= last);
}

/** One port of every range, with its protocol. */
export function samplePorts(ports: PortTexts): [number, string][] {
  return Object.entries(ports).flatMap(([protocol, text]) =>
    rangesIn(text).map(([first]): [number, string] => [first, protocol]),
  );
}

function rangesIn(text = ''): [number, number][] {
  const ranges = text.split(',').filter((range) => range !== '');
  return ranges.map((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return [first, last];
  });
}
