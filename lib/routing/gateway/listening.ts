import { Challenge, type Tls } from '../../cluster';
import type { Located } from '../../errors';
import type { StreamProtocol } from './binding';

/** A listener for connections, rather than requests. It serves one route. */
export interface StreamListener {
  readonly name: string;
  readonly protocol: StreamProtocol;
  readonly port: number;
  readonly host?: string;
  readonly tls?: Tls;
  readonly namespace: string;
  readonly route: Located;
}

/** A port of a Gateway, by the protocol of the network. */
export interface ListenedPort {
  readonly port: number;
  readonly isUdp: boolean;
}

/** One who listens at a Gateway: the Gateway itself, or a listener set. */
export interface ListeningMember {
  readonly place: Located;
  /** The hosts that it serves in clear text. */
  readonly plainHosts: string[];
  /** The hosts that it serves by HTTPS. */
  readonly secureHosts: string[];
  /** Where their certificates come from, in the order of the hosts. */
  readonly certificates: Tls[];
  /** Its listeners for TLS, TCP and UDP. */
  readonly streams: StreamListener[];
}

/** The ports of plain HTTP and of HTTPS, as clients come to them. */
export interface HttpPorts {
  readonly httpPort: number;
  readonly httpsPort: number;
}

/** All who listen at one Gateway. Two listeners of theirs for one host or port are in conflict. */
export class Listening {
  public readonly httpPort: number;
  public readonly httpsPort: number;
  /** The namespaces of routes that the listener for plain HTTP admits beside that of the Gateway. */
  public readonly plainNamespaces = new Set<string>();
  private readonly members: ListeningMember[] = [];

  public constructor({ httpPort, httpsPort }: HttpPorts) {
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /** Adds one who listens: a construct joins when nothing of it can fail any more. */
  public join(member: ListeningMember): void {
    this.members.push(member);
  }

  /** The listeners of all for TLS, TCP and UDP. */
  public get streams(): StreamListener[] {
    return this.members.flatMap(({ streams }) => streams);
  }

  /**
   * Whether there is a listener for plain HTTP: for hosts, whose redirects and challenges come there, and where the Gateway
   * has no other, since it must have one; but not beside connections alone, of which none is by HTTP.
   */
  public get isPlainOpen(): boolean {
    const { members, streams } = this;
    // The Gateway joins first.
    const own = members[0]?.streams ?? [];
    const hasHosts = members.some(({ plainHosts, secureHosts }) => plainHosts.length + secureHosts.length > 0);
    const isAsked = streams.some(({ tls }) => tls?.challenge === Challenge.HTTP01);
    return hasHosts || isAsked || this.plainNamespaces.size > 0 || own.length === 0;
  }

  /** The ports on which anybody listens. */
  public get ports(): ListenedPort[] {
    const isSecure = this.members.some(({ secureHosts }) => secureHosts.length > 0);
    return [
      ...(this.isPlainOpen ? [{ port: this.httpPort, isUdp: false }] : []),
      ...(isSecure ? [{ port: this.httpsPort, isUdp: false }] : []),
      ...this.streams.map(({ port, protocol }) => ({ port, isUdp: protocol === 'UDP' })),
    ];
  }

  /** The certificates that the cloud keeps, each once. */
  public get cloudCertificates(): string[] {
    const kept = this.members.flatMap(({ certificates, streams }) => [
      ...certificates,
      ...streams.flatMap(({ tls }) => tls ?? []),
    ]);
    return [...new Set(kept.flatMap(({ cloudCertificate }) => cloudCertificate ?? []))];
  }

  /** Who else serves a host by HTTPS, by TLS on that port, or in clear text. */
  public othersListeningFor(host: string, place: Located): Located | undefined {
    const others = this.members.filter((member) => member.place !== place);
    return others.find(
      ({ plainHosts, secureHosts, streams }) =>
        plainHosts.includes(host) ||
        secureHosts.includes(host) ||
        streams.some((stream) => stream.host === host && stream.port === this.httpsPort && stream.protocol === 'TLS'),
    )?.place;
  }
}
