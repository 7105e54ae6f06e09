import { drawn, pod, SHOP } from './pictures';

/** A drawing without its style, which is as long as the rest. */
async function bare(objects: readonly string[], ...options: readonly string[]): Promise<string> {
  const text = await drawn(objects, '-o', 'svg', ...options);
  return text.replace(/<style>[\s\S]*?<\/style>\n/, '');
}

test('a small drawing', async () => {
  expect(await bare(SHOP)).toMatchSnapshot();
});

test('a drawing of nothing but what is in focus', async () => {
  const text = await bare(SHOP, '--focus', 'shop/db');
  expect([...text.matchAll(/class="name"[^>]*>([^<]+)/g)].map(([, name]) => name)).toEqual(['db', 'web']);
});

test('it has its colours for light and dark, and needs nothing from elsewhere', async () => {
  const text = await drawn(SHOP, '-o', 'svg');
  expect(text).toContain('@media (prefers-color-scheme:dark){.drawing{');
  expect(text.match(/https?:[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  expect(text).not.toMatch(/<script|@import|url\(| on\w+=/);
});

test('names end no element and start none', async () => {
  const name = '"</title></svg><script>alert(1)</script>"';
  const text = await bare(
    [pod('shop', 'web').replace('name: web,', `generateName: ${name},`)],
    '--title',
    '"><a href="x">',
  );
  expect(text).not.toMatch(/<script|<a /);
  expect(text).toContain('<title id="title">&#34;&#62;&#60;a href=&#34;x&#34;&#62;</title>');
  expect(text.match(/<\/svg>/g)).toHaveLength(1);
});
