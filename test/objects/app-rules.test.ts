import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { DefaultDeny, IsolatedNamespace, NameScope, Worker } from '../../lib';

/** A chart with an object of ours, which brings the rules with it. */
function shop(app: App = new App(), id = 'shop', namespace: string | undefined = 'shop'): Chart {
  const chart = new Chart(app, id, { namespace });
  new DefaultDeny(chart, 'default-deny');
  return chart;
}

function config(scope: Construct, id: string, name: string, namespace?: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
}

/** What cdk8s finds invalid, a line for each. */
function problems(chart: Chart): string[] {
  try {
    chart.toJson();
    return [];
  } catch (error) {
    const [heading, ...lines] = (error as Error).message.split('\n');
    expect(heading).toBe('Validation failed with the following errors:');
    return lines.map((line) => line.trim());
  }
}

const OBJECTS = 'the objects of a namespace must differ in kind and name, but';
const HELP = 'give one of them another id or `name`, or use NameScope.of()';

describe('two objects of one kind and name', () => {
  test('are refused in one namespace, whoever made them, with the paths of both', () => {
    const chart = shop();
    config(chart, 'one', 'settings');
    config(new Construct(chart, 'team'), 'two', 'settings');
    expect(problems(chart)).toEqual([
      `[shop/team/two] ${OBJECTS} ConfigMap settings in namespace shop is also written by [shop/one]; ${HELP}`,
    ]);
  });

  test('are refused when they are in two charts of one namespace', () => {
    const app = new App();
    config(shop(app), 'one', 'settings');
    const other = new Chart(app, 'other');
    config(other, 'two', 'settings', 'shop');
    expect(problems(other)).toEqual([
      `[other/two] ${OBJECTS} ConfigMap settings in namespace shop is also written by [shop/one]; ${HELP}`,
    ]);
  });

  test('are refused where no namespace is known', () => {
    const chart = new Chart(new App(), 'shop');
    new DefaultDeny(chart, 'default-deny');
    config(chart, 'one', 'settings');
    config(chart, 'two', 'settings');
    expect(problems(chart)).toEqual([
      `[shop/two] ${OBJECTS} ConfigMap settings is also written by [shop/one]; ${HELP}`,
    ]);
  });

  test('are fine in two charts that name no namespace, and need not be applied to the same', () => {
    const app = new App();
    const [staging, prod] = ['staging', 'prod'].map((id) => new Chart(app, id));
    for (const chart of [staging, prod]) {
      new DefaultDeny(chart as Chart, 'default-deny');
      config(chart as Chart, 'one', 'settings');
    }
    expect(problems(prod as Chart)).toEqual([]);
  });

  test('are each refused, where there are three', () => {
    const chart = shop();
    for (const id of ['one', 'two', 'three']) config(chart, id, 'settings');
    expect(problems(chart).map((line) => line.split(' ')[0])).toEqual(['[shop/two]', '[shop/three]']);
  });

  test('are refused when they are Namespaces, which are in none, whatever their charts', () => {
    const app = new App();
    new IsolatedNamespace(new Construct(app, 'a'), 'shop');
    const second = new IsolatedNamespace(new Construct(app, 'b'), 'shop');
    const lines = problems(second);
    expect(lines).toContain(
      `[b/shop/Namespace] ${OBJECTS} Namespace shop is also written by [a/shop/Namespace]; ${HELP}`,
    );
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      '[b/shop/Namespace]',
      '[b/shop/DefaultServiceAccount]',
      '[b/shop/default-deny]',
      '[b/shop/allow-dns]',
    ]);
  });

  test('are refused when a Namespace object has its chart to itself and another one has not', () => {
    const app = new App();
    new IsolatedNamespace(app, 'shop');
    const raw = new Chart(app, 'raw', { namespace: 'elsewhere' });
    new ApiObject(raw, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    expect(problems(raw)).toEqual([`[raw/ns] ${OBJECTS} Namespace shop is also written by [shop/Namespace]; ${HELP}`]);
  });

  describe('are fine', () => {
    test('in two namespaces', () => {
      const app = new App();
      config(shop(app), 'one', 'settings');
      const bank = shop(app, 'bank', 'bank');
      config(bank, 'one', 'settings');
      expect(problems(bank)).toEqual([]);
    });

    test('when their kinds are of two API groups', () => {
      const chart = shop();
      const metadata = { name: 'web' };
      new ApiObject(chart, 'one', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata });
      new ApiObject(chart, 'two', { apiVersion: 'extensions.example.com/v1', kind: 'Ingress', metadata });
      expect(problems(chart)).toEqual([]);
    });

    test('when the kinds differ', () => {
      const chart = shop();
      config(chart, 'one', 'settings');
      new ApiObject(chart, 'two', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'settings' } });
      expect(problems(chart)).toEqual([]);
    });
  });

  test('of two versions of one API group are still the same object', () => {
    const chart = shop();
    const metadata = { name: 'web' };
    new ApiObject(chart, 'one', { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata });
    new ApiObject(chart, 'two', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata });
    expect(problems(chart).map((line) => line.split(' ')[0])).toEqual(['[shop/two]']);
  });
});

describe('with one file for each object', () => {
  const app = (yamlOutputType: YamlOutputType) => {
    const made = new App({ yamlOutputType });
    return [new IsolatedNamespace(made, 'bank'), new IsolatedNamespace(made, 'shop')];
  };

  test('objects of one kind and name in two namespaces are refused: one would be lost', () => {
    const [, second] = app(YamlOutputType.FILE_PER_RESOURCE);
    expect(problems(second as Chart)).toEqual(
      [
        ['DefaultServiceAccount', 'ServiceAccount default'],
        ['default-deny', 'NetworkPolicy default-deny'],
        ['allow-dns', 'NetworkPolicy allow-dns'],
      ].map(
        ([id, object]) =>
          `[shop/${id}] with one file for each object, objects must differ in kind and name, but the file of ` +
          `${object} is also that of [bank/${id}]; use YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE`,
      ),
    );
  });

  test('objects of two groups that share kind and name are refused in a folder for each chart as well', () => {
    const chart = shop(new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }));
    new ApiObject(chart, 'other', {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny' },
    });
    expect(problems(chart)).toEqual([
      '[shop/other] with one file for each object, objects must differ in kind and name, but the file of ' +
        'NetworkPolicy default-deny is also that of [shop/default-deny]; use YamlOutputType.FILE_PER_CHART',
    ]);
  });

  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('they are fine in layout %s', (layout) => {
    const [, second] = app(layout);
    expect(problems(second as Chart)).toEqual([]);
  });
});

describe('a construct that is used twice in a namespace', () => {
  function pair(prefixed: (construct: Construct, id: string) => void): Chart {
    const chart = new IsolatedNamespace(new App(), 'shop');
    for (const id of ['eu', 'us']) {
      const storefront = new Construct(chart, id);
      prefixed(storefront, id);
      new Worker(storefront, 'mailer', { image: 'mailer:1' });
    }
    return chart;
  }

  test('is refused, its objects and its pods alike', () => {
    expect(problems(pair(() => {})).map((line) => line.split(',')[0])).toEqual([
      '[shop/us/mailer] the pods of two workloads must differ in their labels',
      `[shop/us/mailer/Deployment/Resource] the objects of a namespace must differ in kind and name`,
      `[shop/us/mailer/Policy] the objects of a namespace must differ in kind and name`,
    ]);
  });

  test('is fine with a name scope', () => {
    expect(problems(pair((construct, id) => NameScope.of(construct, id)))).toEqual([]);
  });
});

test('validating many times gives the same answer, and changes nothing', () => {
  const chart = shop();
  config(chart, 'one', 'settings');
  const second = config(chart, 'two', 'settings');
  const before = chart.node.findAll().length;
  const first = problems(chart);
  expect(first).toHaveLength(1);
  expect(problems(chart)).toEqual(first);
  expect(problems(chart)).toEqual(first);
  expect(chart.node.findAll()).toHaveLength(before);
  expect(second.node.validate()).toHaveLength(1);
  chart.node.tryRemoveChild('two');
  expect(problems(chart)).toEqual([]);
});

test('one app knows nothing of another', () => {
  config(shop(), 'one', 'settings');
  const other = shop();
  config(other, 'one', 'settings');
  expect(problems(other)).toEqual([]);
});
