import type { Tls } from '../../cluster';
import type { Located } from '../../errors';
import { Hosts, type HostsProps } from './hosts';
import { listenerPort } from './listener-ports';
import { type HttpsContext, httpsManifest } from './listeners';
import type { Listening, ListeningMember, StreamListener } from './listening';
import { StreamListeners } from './stream-listeners';

/** Whose listeners they are. */
export interface OwnListenersProps extends HostsProps {
  /** The hosts that are served, whatever routes there are; without them, those of the routes. */
  readonly hostnames?: string[];
}

/** The listeners of a Gateway, or of a listener set, beside that for plain HTTP: of hosts, and of connections. */
export class OwnListeners implements ListeningMember {
  /** The hosts that are served by HTTPS. */
  public readonly hosts: Hosts;
  /** The listeners for TLS, TCP and UDP. */
  public readonly byConnection: StreamListeners;

  public constructor(public readonly props: OwnListenersProps) {
    const { title, listening, hostnames = [], place } = props;
    this.hosts = new Hosts(props);
    this.byConnection = new StreamListeners(title, listening);
    for (const hostname of hostnames) this.hosts.open(hostname, place);
  }

  public get place(): Located {
    return this.props.place;
  }

  public get listening(): Listening {
    return this.props.listening;
  }

  /** Whether routes for other hosts are refused. */
  public get isClosed(): boolean {
    return this.props.hostnames !== undefined;
  }

  public get plainHosts(): string[] {
    return this.hosts.plain;
  }

  public get secureHosts(): string[] {
    return this.hosts.secure.map(({ hostname }) => hostname);
  }

  public get certificates(): Tls[] {
    return this.hosts.secure.map(({ tls }) => tls);
  }

  public get streams(): StreamListener[] {
    return this.byConnection.all;
  }

  /** How many they are. */
  public get count(): number {
    return this.secureHosts.length + this.streams.length;
  }

  /** As they are written, with further options of TLS. */
  public manifests(options?: { readonly [key: string]: string }): any[] {
    const { implementation, namespace: home, listening } = this.props;
    const context: HttpsContext = {
      port: listening.httpsPort,
      listenerPort: (port) => listenerPort(implementation, port),
      home,
      options,
      cloudCertificate: (certificate) => implementation.cloudCertificate(certificate),
    };
    const secure = this.hosts.secure.map((listener) => httpsManifest(listener, context));
    return [...secure, ...this.byConnection.manifests(context)];
  }
}
