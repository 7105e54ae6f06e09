import { createHash } from 'node:crypto';
import { drawn, from, pod, policy, SHOP } from './pictures';

function hashOf(text: string | undefined): string {
  return `'sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}'`;
}

test('its policy lets nothing run but the style and the script that are in it', async () => {
  const text = await drawn(SHOP, '-o', 'html');
  const [, policyText] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(text) ?? [];
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
  const [, script] = /<script>([\s\S]*?)<\/script>/.exec(text) ?? [];
  expect(policyText?.split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('it names nothing that could be loaded', async () => {
  const text = await drawn(SHOP, '-o', 'html');
  expect(text.match(/https?:\/\/[^"\s]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  expect(text).not.toMatch(/<link|<iframe|<object|@import|url\(|\ssrc=|\shref=| on\w+="/);
});

test('what is known of it has the rules of each connection', async () => {
  const text = await drawn(SHOP, '-o', 'html');
  const [, data = ''] = /id="data">([^<]*)</.exec(text) ?? [];
  const [link] = JSON.parse(data).links;
  expect(link.parts).toEqual([
    {
      text: 'shop/web -> shop/db  TCP 5432',
      reasons: [
        {
          text: 'egress: NetworkPolicy shop/web lets it reach shop/db',
          by: ['NetworkPolicy shop/web, spec.egress[0] (all.yaml:7)'],
        },
        {
          text: 'ingress: NetworkPolicy shop/db lets shop/web in',
          by: ['NetworkPolicy shop/db, spec.ingress[0] (all.yaml:9)'],
        },
      ],
    },
  ]);
});

test('what is among the replicas of a workload stands on its box', async () => {
  const deployment = pod('shop', 'ring')
    .replace('v1, kind: Pod', 'apps/v1, kind: Deployment')
    .replace(
      /spec: (.*)\}$/,
      'spec: {selector: {matchLabels: {app: ring}}, template: {metadata: {labels: {app: ring}}, spec: $1}}}',
    );
  const text = await drawn([deployment, policy('shop', 'ring', from('ring', 7000), '[{}]')], '-o', 'svg');
  expect(text).toContain('>Deployment, replicas: TCP 7000</text>');
  expect(text).not.toContain('class="link"><title>');
});
