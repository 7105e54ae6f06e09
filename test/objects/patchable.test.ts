import { ApiObject, type ApiObjectProps, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { patchable } from '../../lib/objects';

const CONFIG: ApiObjectProps = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { mode: 'fast' },
} as ApiObjectProps;

function chart(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function config(): ApiObject {
  const object = new ApiObject(chart(), 'settings', CONFIG);
  patchable(object);
  return object;
}

function deployment(): kplus.Deployment {
  return new kplus.Deployment(chart(), 'web', { containers: [{ image: 'web:1', name: 'main', ports: [] }] });
}

describe('a patch', () => {
  test('is written, known field or not', () => {
    const object = config();
    object.addJsonPatch(JsonPatch.replace('/data/mode', 'slow'), JsonPatch.add('/newField', { deep: [1, null] }));
    expect(object.toJson()).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { mode: 'slow' },
      newField: { deep: [1, null] },
    });
  });

  test('may build on an earlier one, and gives the same however often it is rendered', () => {
    const object = config();
    object.addJsonPatch(JsonPatch.add('/list', []));
    object.addJsonPatch(JsonPatch.add('/list/-', 'a'), JsonPatch.add('/list/-', 'b'));
    expect(object.toJson().list).toEqual(['a', 'b']);
    expect(object.toJson().list).toEqual(['a', 'b']);
  });

  test('may look at the name, copy it, and replace the metadata around it', () => {
    const object = config();
    object.addJsonPatch(
      JsonPatch.test('/metadata/name', 'settings'),
      JsonPatch.copy('/metadata/name', '/data/name'),
      JsonPatch.replace('/metadata', { name: 'settings', namespace: 'shop', annotations: { 'a/b~c': 'x' } }),
      JsonPatch.move('/metadata/annotations/a~1b~0c', '/data/moved'),
    );
    expect(object.toJson()).toMatchObject({
      metadata: { name: 'settings', namespace: 'shop', annotations: {} },
      data: { mode: 'fast', name: 'settings', moved: 'x' },
    });
  });

  test('may put something between the items of a list, and at its end', () => {
    const object = config();
    object.addJsonPatch(JsonPatch.add('/list', ['b']), JsonPatch.add('/list/0', 'a'), JsonPatch.add('/list/2', 'c'));
    expect(object.toJson().list).toEqual(['a', 'b', 'c']);
  });

  test('comes after what completes the object, and can correct it', () => {
    const object = new ApiObject(chart(), 'settings', CONFIG);
    patchable(object, (json) => {
      json.data.mode = 'finished';
      json.data.extra = 'yes';
    });
    object.addJsonPatch(JsonPatch.test('/data/mode', 'finished'), JsonPatch.remove('/data/extra'));
    expect(object.toJson().data).toEqual({ mode: 'finished' });
  });
});

test('fields are in the order in which cdk8s writes them, those of completions and patches too', () => {
  const object = new ApiObject(chart(), 'settings', CONFIG);
  patchable(object, (json) => {
    json.binaryData = { z: '', a: [{ y: '', x: '' }] };
  });
  object.addJsonPatch(JsonPatch.add('/data/aaa', 'first'), JsonPatch.add('/abc', 1));
  expect(object.chart).toMatchSnapshot();
});

describe('on an object of cdk8s-plus, which drops the fields that it does not know', () => {
  const NEWER = JsonPatch.add('/spec/template/spec/hostUsers', false);
  const FUTURE = JsonPatch.add('/spec/template/spec/fieldOfTheFuture', { enabled: true });
  const OWN_NAME = JsonPatch.add('/spec/template/spec/setHostnameAsFQDN', true);

  test('patches survive, under the names of Kubernetes', () => {
    const apiObject = ApiObject.of(deployment());
    patchable(apiObject);
    apiObject.addJsonPatch(NEWER, FUTURE, OWN_NAME);
    expect(apiObject.toJson().spec.template.spec).toMatchObject({
      hostUsers: false,
      fieldOfTheFuture: { enabled: true },
      setHostnameAsFQDN: true,
    });
  });

  test('patches would be lost without it', () => {
    const apiObject = ApiObject.of(deployment());
    apiObject.addJsonPatch(FUTURE, OWN_NAME);
    expect(apiObject.toJson().spec.template.spec.fieldOfTheFuture).toBeUndefined();
    expect(apiObject.toJson().spec.template.spec.setHostnameAsFQDN).toBe(false);
  });

  test('the Lazy values of the object itself are resolved all the same', () => {
    const late = deployment();
    patchable(ApiObject.of(late));
    late.addContainer({ image: 'sidecar:1', name: 'sidecar', ports: [] });
    expect(
      ApiObject.of(late)
        .toJson()
        .spec.template.spec.containers.map(({ name }: any) => name),
    ).toEqual(['main', 'sidecar']);
  });
});

describe('refuses', () => {
  test.each([
    ['itself', Lazy.any({ produce: () => 1 })],
    ['deep inside', { list: [{ value: Lazy.any({ produce: () => 1 }) }] }],
  ])('a Lazy as the value, %s', (_, value) => {
    expect(() => config().addJsonPatch(JsonPatch.add('/data/count', value))).toThrow(
      new Error(
        '[shop/settings] the value of a patch must be known when the patch is added, but the one for /data/count ' +
          'holds a Lazy; add the patch with the value itself, after the value is known',
      ),
    );
  });

  test.each([
    ['"data/mode"', JsonPatch.add('data/mode', 'slow')],
    ['""', JsonPatch.replace('', {})],
    ['"data/mode"', JsonPatch.copy('data/mode', '/data/copy')],
    ['undefined', JsonPatch.remove(undefined as any)],
  ])('a path that does not start at the top: %s', (path, patch) => {
    expect(() => config().addJsonPatch(patch)).toThrow(
      new Error(
        `[shop/settings] the path of a patch must start with "/", but got ${path}; write it as in ` +
          '/metadata/annotations',
      ),
    );
  });

  const RENAMED = (operation: string) =>
    new Error(
      '[shop/settings] a patch must not change the name or namespace of an object, by which others know it, but got ' +
        `"${operation}"; give the construct another \`name\`, or its chart another \`namespace\``,
    );

  test.each([
    ['replace /metadata/name', JsonPatch.replace('/metadata/name', 'other')],
    ['add /metadata/namespace', JsonPatch.add('/metadata/namespace', 'bank')],
    ['remove /metadata/namespace', JsonPatch.remove('/metadata/namespace')],
    ['move /metadata/name to /data/name', JsonPatch.move('/metadata/name', '/data/name')],
    ['copy /data/mode to /metadata/name', JsonPatch.copy('/data/mode', '/metadata/name')],
  ])('another identity, at once: %s', (operation, patch) => {
    expect(() => config().addJsonPatch(patch)).toThrow(RENAMED(operation));
  });

  test.each([
    ['replace /metadata', JsonPatch.replace('/metadata', { name: 'other', namespace: 'shop' })],
    ['add /metadata', JsonPatch.add('/metadata', { name: 'settings' })],
    ['remove /metadata', JsonPatch.remove('/metadata')],
    ['move /metadata to /data/was', JsonPatch.move('/metadata', '/data/was')],
  ])('another identity, when it is written: %s', (operation, patch) => {
    const object = config();
    object.addJsonPatch(patch);
    expect(() => object.toJson()).toThrow(RENAMED(operation));
  });

  test('all patches of a call with a bad one', () => {
    const object = config();
    expect(() => object.addJsonPatch(JsonPatch.add('/data/a', '1'), JsonPatch.add('data/b', '2'))).toThrow(
      'must start',
    );
    expect(object.toJson().data).toEqual({ mode: 'fast' });
  });

  test.each([
    ['add /metadata/annotations/team', JsonPatch.add('/metadata/annotations/team', 'shop')],
    ['remove /spec/replicas', JsonPatch.remove('/spec/replicas')],
    ['test /data/mode', JsonPatch.test('/data/mode', 'slow')],
    ['remove /data/nope', JsonPatch.remove('/data/nope')],
    ['replace /data/nope', JsonPatch.replace('/data/nope', 'x')],
    ['copy /data/nope to /data/x', JsonPatch.copy('/data/nope', '/data/x')],
    ['move /data/nope to /data/x', JsonPatch.move('/data/nope', '/data/x')],
    ['move /data to /data/x', JsonPatch.move('/data', '/data/x')],
    ['remove /data/toString', JsonPatch.remove('/data/toString')],
    ['add /data/mode/x', JsonPatch.add('/data/mode/x', 1)],
    ['add /list/2', JsonPatch.add('/list/2', 1)],
    ['add /list/first', JsonPatch.add('/list/first', 1)],
    ['remove /list/1', JsonPatch.remove('/list/1')],
    ['remove /list/-', JsonPatch.remove('/list/-')],
    ['replace /list/length', JsonPatch.replace('/list/length', 0)],
    ['add /data/__proto__', JsonPatch.add('/data/__proto__', 1)],
  ])('to write what does not fit: %s', (operation, patch) => {
    const object = config();
    object.addJsonPatch(JsonPatch.add('/list', ['a']), patch);
    expect(() => object.toJson()).toThrow(
      new Error(
        `[shop/settings] a patch must fit the object that is written, but got "${operation}"; add what is above that ` +
          'path first, and compare the path with the written object',
      ),
    );
  });
});

describe('an inspection', () => {
  function inspected(): ApiObject {
    const object = new ApiObject(chart(), 'settings', CONFIG);
    const text = (before: any, after: any) => `the mode went from ${before.data.mode} to ${after.data.mode}`;
    patchable(
      object,
      (json) => {
        json.data.mode = 'finished';
      },
      (before, after) => [text(before, after)],
    );
    return object;
  }

  test('sees the completed object before and after its patches, and its words fail the synth', () => {
    const object = inspected();
    object.addJsonPatch(JsonPatch.replace('/data/mode', 'patched'));
    expect(object.node.validate()).toEqual(['the mode went from finished to patched']);
    expect(() => object.chart.toJson()).toThrow('[shop/settings] the mode went from finished to patched');
  });

  test('tells of a patch that does not fit, without the path that cdk8s puts before it', () => {
    const object = inspected();
    object.addJsonPatch(JsonPatch.remove('/data/nope'));
    expect(object.node.validate()).toEqual([
      'a patch must fit the object that is written, but got "remove /data/nope"; add what is above that path first, ' +
        'and compare the path with the written object',
    ]);
  });

  test('is not asked for where there are no patches', () => {
    expect(inspected().node.validate()).toEqual([]);
  });
});
