import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { PerApp } from '../../lib/objects';

test('is made once in each app, wherever in it is asked, and knows its root', () => {
  const roots: unknown[] = [];
  const lists = new PerApp<string[]>((root) => {
    roots.push(root);
    return [];
  });
  const [one, other] = [new App(), new App()];
  lists.of(new Construct(one, 'a')).push('a');
  lists.of(new Construct(one, 'b')).push('b');
  expect(lists.of(one)).toEqual(['a', 'b']);
  expect(lists.of(other)).toEqual([]);
  expect(roots).toEqual([one, other]);
});
