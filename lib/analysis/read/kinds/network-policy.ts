import type { PolicyPeer, PolicyPort, RuleFacts } from '../../network/policies';
import { EVERYTHING } from '../../network/selector';
import type { Field } from '../fields/field';
import { blockIn } from '../fields/networks';
import { portIn, protocolIn } from '../fields/ports';
import { selectorIn } from '../fields/selectors';
import type { KindReader } from '../kind-reader';

/** A NetworkPolicy, with the directions that it isolates by what it says or by default. */
export const networkPolicyReader: KindReader = {
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  versions: ['v1'],
  formerGroups: ['extensions'],
  scope: 'Namespaced',
  isPolicy: true,
  read(object, body) {
    body.only('a NetworkPolicy', ['apiVersion', 'kind', 'metadata', 'spec', 'status']);
    const spec = body.at('spec');
    spec.only('the spec of a NetworkPolicy', ['podSelector', 'policyTypes', 'ingress', 'egress']);
    const ingress = rulesIn(spec.at('ingress'), 'from');
    const egress = rulesIn(spec.at('egress'), 'to');

    const types = typesIn(spec.at('policyTypes'));
    const isolatesIngress = types.length === 0 || types.includes('Ingress');
    const isolatesEgress = types.length === 0 ? egress.length > 0 : types.includes('Egress');
    const policy = {
      object,
      pods: selectorIn(spec.at('podSelector')),
      isolatesIngress,
      isolatesEgress,
      ingress: isolatesIngress ? ingress : [],
      egress: isolatesEgress ? egress : [],
    };
    return { policies: [policy] };
  },
};

function typesIn(field: Field): string[] {
  const items = field.items('policyTypes');
  if (items.length > 2) field.note('policyTypes must be at most two; leave out what stands there twice');
  return items.map((item) => item.oneOf('a policy type', ['Ingress', 'Egress']));
}

function rulesIn(field: Field, side: 'from' | 'to'): RuleFacts[] {
  const direction = side === 'from' ? 'ingress' : 'egress';
  return field.mappings(direction, `an ${direction} rule`).map((rule) => ruleIn(rule, `an ${direction} rule`, side));
}

function ruleIn(rule: Field, what: string, side: 'from' | 'to'): RuleFacts {
  rule.only(what, [side, 'ports']);
  const peers = rule.at(side).mappings(side, 'a peer').map(peerIn);
  const ports = rule.at('ports').mappings('ports', 'a port of a policy').map(policyPortIn);
  return {
    path: rule.path,
    action: 'Allow',
    peers: peers.length === 0 ? 'everyone' : peers,
    ports: ports.length === 0 ? 'every port' : ports,
  };
}

const PEER_LAW = {
  law: 'a peer must have a podSelector, a namespaceSelector or an ipBlock',
  remedy: 'add one; for everyone, leave out the list of peers',
};

function peerIn(peer: Field): PolicyPeer {
  peer.only('a peer', ['podSelector', 'namespaceSelector', 'ipBlock']);
  const block = peer.at('ipBlock');
  const namespaces = peer.at('namespaceSelector');
  const pods = peer.at('podSelector');
  if (block.isAbsent && namespaces.isAbsent && pods.isAbsent) peer.complain(PEER_LAW);
  if (!block.isAbsent && !(namespaces.isAbsent && pods.isAbsent)) {
    peer.note('a peer must have no selectors beside an ipBlock; write two peers');
  }
  if (!block.isAbsent) return { kind: 'block', block: blockIn(block) };
  return {
    kind: 'pods',
    namespaces: namespaces.isAbsent ? 'own' : selectorIn(namespaces),
    pods: pods.isAbsent ? EVERYTHING : selectorIn(pods),
  };
}

function policyPortIn(field: Field): PolicyPort {
  field.only('a port of a policy', ['protocol', 'port', 'endPort']);
  const protocol = protocolIn(field.at('protocol'));
  const port = field.at('port');
  const first = port.isAbsent ? undefined : portIn(port);
  const end = field.at('endPort');
  if (!end.isAbsent && typeof first !== 'number') {
    end.complain({
      law: 'endPort must stand beside a port with a number',
      remedy: 'give the first port by its number',
    });
  }
  if (typeof first === 'string') return { protocol, name: first };
  if (first === undefined) return { protocol, first: 1, last: 65535 };
  return { protocol, first, last: end.isAbsent ? first : end.integer('endPort', first, 65535) };
}
