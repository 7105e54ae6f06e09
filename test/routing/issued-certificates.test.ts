import { Challenge, Gateway, Tls } from '../../lib';
import { names, platform, space } from './sample';

const DNS01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });

test('a wildcard and a host that reads like its name have a Certificate each', () => {
  const edge = space(platform(), 'edge');
  new Gateway(edge, 'gateway', { hostnames: ['*.corp', 'wildcard.corp'], tls: DNS01 });
  expect(names(edge, 'Certificate')).toEqual(['corp-tls-wildcard', 'wildcard.corp-tls']);
});

test('charts of one namespace ask once', () => {
  const app = platform();
  const [one, two] = ['one', 'two'].map((id) => space(app, 'edge', id)) as [any, any];
  for (const chart of [one, two]) {
    new Gateway(chart, `gateway-${chart.node.id}`, { hostnames: ['a.example.com'], tls: DNS01 });
  }
  expect([names(one, 'Certificate'), names(two, 'Certificate')]).toEqual([['a.example.com-tls'], []]);
});

test('what was taken out of the app is asked for again', () => {
  const edge = space(platform(), 'edge');
  const props = { hostnames: ['a.example.com'], tls: DNS01 };
  new Gateway(edge, 'one', props);
  edge.node.tryRemoveChild('one');
  new Gateway(edge, 'other', { ...props, tls: Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 }) });
  expect(names(edge, 'Certificate')).toEqual(['a.example.com-tls']);
});

test('a grant of what was taken out of the app is written again', () => {
  const edge = space(platform(), 'edge');
  const props = { hostnames: ['a.example.com'], tls: Tls.secret('shared', { namespace: 'certs' }) };
  new Gateway(edge, 'one', props);
  edge.node.tryRemoveChild('one');
  new Gateway(edge, 'other', props);
  expect(names(edge, 'ReferenceGrant')).toEqual(['secret-shared-from-edge']);
});
