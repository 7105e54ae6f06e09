const USUAL_PORTS: { readonly [scheme: string]: number } = { http: 80, https: 443 };

/**
 * What a client asks for, as people write it: `https://shop.example.com/v2`, `tcp://*:5432`.
 *
 * @param protocol - the protocol of the listener
 * @param hostname - empty for every host
 * @param port - undefined where it isn't known
 * @param match - what a rule matches, for protocols with paths: `/v2`, `POST /orders`
 */
export function urlOf(protocol: string, hostname: string, port: number | undefined, match = ''): string {
  // A protocol of an implementation's own has the implementation's domain in front.
  const scheme = protocol.slice(protocol.lastIndexOf('/') + 1).toLowerCase();
  const isUsual = port === undefined || USUAL_PORTS[scheme] === port;
  const [, method = '', path = ''] = /^(?:([A-Z]+) )?(.*)$/s.exec(match) ?? [];
  const slash = path === '' || path.startsWith('/') ? '' : '/';
  return `${method && `${method} `}${scheme}://${hostname || '*'}${isUsual ? '' : `:${port}`}${slash}${path}`;
}
