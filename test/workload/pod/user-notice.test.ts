import { IsolatedNamespace, Platform, PodSecurity, StatefulService, Worker } from '../../../lib';
import { hearNotices } from '../../support/notices';
import { shopNamespace } from '../written';

describe('the synth', () => {
  const lines = hearNotices();

  function aboutUsers(): string[] {
    return lines.filter((line) => line.includes('runAs'));
  }

  test('lists the images that need a user by number, each once', () => {
    const shop = shopNamespace();
    new Worker(shop, 'mailer', {
      image: 'mailer:1',
      initContainers: [{ name: 'templates', image: 'templates:1' }],
    });
    new Worker(shop, 'reports', { image: 'mailer:1', command: ['reports'] });
    new StatefulService(shop, 'cache', { image: 'cache:1', port: 6379 });
    shop.toJson();
    expect(aboutUsers()).toEqual([
      'cdk8s-networking: pods run as a user other than root, so these images must name theirs by number ' +
        '(USER 1000), or else be given `runAs`: cache:1, mailer:1, templates:1\n',
    ]);
  });

  test('lists the image of a container that is added late, but for one with a user of its own', () => {
    const podSecurity = PodSecurity.baseline({ reason: 'one of the images is root' });
    const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity });
    const { deployment } = new Worker(shop, 'mailer', { image: 'mailer:1' });
    deployment.addContainer({ name: 'log', image: 'log:1' });
    deployment.addContainer({ name: 'proxy', image: 'proxy:1', securityContext: { user: 101 } });
    deployment.addInitContainer({ name: 'root', image: 'root:1', securityContext: { ensureNonRoot: false } });
    shop.toJson();
    expect(aboutUsers()).toEqual([expect.stringMatching(/`runAs`: log:1, mailer:1\n$/)]);
  });

  test('lists no image of a workload that was taken out', () => {
    const shop = shopNamespace();
    new Worker(shop, 'gone', { image: 'gone:1' });
    new Worker(shop, 'mailer', { image: 'mailer:1' });
    shop.node.tryRemoveChild('gone');
    shop.toJson();
    expect(aboutUsers()).toEqual([expect.stringMatching(/`runAs`: mailer:1\n$/)]);
  });

  test('is silent where every workload names its user', () => {
    const shop = shopNamespace();
    new Worker(shop, 'mailer', { image: 'mailer:1', runAs: 1000, initContainers: [{ name: 'a', image: 'a:1' }] });
    shop.toJson();
    expect(aboutUsers()).toEqual([]);
  });
});
