import { constructError, type Located, located } from '../../errors';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkFlags,
  checkKnownOptions,
  checkObject,
  isPortNumber,
} from '../../traffic';
import { checkList } from '../backend-laws';
import { AllowedNamespaces } from './allowed-namespaces';
import { checkClientCertificates } from './client-certificates';
import { GatewayAddress } from './gateway-address';
import type { BackendCertificate, GatewayOptions, GatewayProps } from './gateway-props';
import { checkCount, checkInfrastructure, checkTexts } from './infrastructure-laws';

const MAX_ADDRESSES = 16;
const MAX_OPTIONS = 16;
/** The options of whatever makes a Gateway, but for those that say which one it is. */
export const GATEWAY_SETTINGS: readonly (keyof GatewayOptions)[] = [
  'tls',
  'httpPort',
  'httpsPort',
  'addresses',
  'infrastructure',
  'listenerSets',
  'clientCertificates',
  'backendCertificate',
  'tlsOptions',
];
const KNOWN: readonly (keyof GatewayProps)[] = ['name', 'entry', 'hostnames', ...GATEWAY_SETTINGS];

/** Checks that the props of a Gateway are what they must be: from JavaScript anything may come. */
export function checkGatewayProps(place: Located, props: GatewayProps): void {
  located(place, () => {
    checkObject('the properties of a Gateway', props);
    const { _areHostsOwned, ...said } = props;
    checkKnownOptions('a Gateway', said, KNOWN);
    checkFlags({ _areHostsOwned });
    const { clientCertificates, infrastructure, backendCertificate, tlsOptions } = props;
    if (clientCertificates !== undefined) checkClientCertificates(clientCertificates);
    if (infrastructure !== undefined) checkInfrastructure(infrastructure);
    if (backendCertificate !== undefined) checkBackendCertificate(backendCertificate);
    if (tlsOptions !== undefined) checkTexts('an option of TLS', '`tlsOptions`', tlsOptions);
  });
  checkCount(place, '`tlsOptions`', props.tlsOptions ?? {}, MAX_OPTIONS);
  checkPorts(place, props);
  checkAddresses(place, props.addresses);
  const { listenerSets } = props;
  if (listenerSets !== undefined && !AllowedNamespaces.isAllowedNamespaces(listenerSets)) {
    throw constructError(place, {
      law: 'the `listenerSets` of a Gateway must be an AllowedNamespaces',
      got: listenerSets,
      remedy: "write it as in AllowedNamespaces.named('shop')",
    });
  }
}

function checkBackendCertificate(certificate: BackendCertificate): void {
  const what = 'the `backendCertificate` of a Gateway';
  checkObject(what, certificate);
  checkKnownOptions(what, certificate, ['secret', 'namespace']);
  checkDnsSubdomain('the name of a Secret', certificate.secret);
  if (certificate.namespace !== undefined) checkDnsLabel('the namespace of a Secret', certificate.namespace);
}

function checkPorts(place: Located, { httpPort = 80, httpsPort = 443 }: GatewayProps): void {
  const stray = [httpPort, httpsPort].find((port) => !isPortNumber(port));
  if (stray !== undefined || httpPort === httpsPort) {
    throw constructError(place, {
      law: 'the `httpPort` and `httpsPort` of a Gateway must be two whole numbers from 1 to 65535',
      got: stray ?? httpPort,
      remedy: 'leave them out for 80 and 443',
    });
  }
}

function checkAddresses(place: Located, addresses: GatewayAddress[] | undefined): void {
  if (addresses === undefined) return;
  checkList(place, 'addresses', addresses);
  const stray = addresses.find((address) => !GatewayAddress.isGatewayAddress(address));
  if (stray !== undefined) {
    throw constructError(place, {
      law: 'an address of a Gateway must be a GatewayAddress',
      got: stray,
      remedy: "write it as in GatewayAddress.ip('203.0.113.10')",
    });
  }
  const texts = addresses.map((address) => `${address}`);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice === undefined && addresses.length <= MAX_ADDRESSES) return;
  throw constructError(place, {
    law: `a Gateway must have at most ${MAX_ADDRESSES} addresses, each once`,
    got: twice ?? addresses.length,
    remedy: 'leave out what is too much',
  });
}
