import { EndKind } from '../../../lib/analysis';
import { app, describeApp, edges, insideEdges } from './apps';

describeApp('online-boutique', () => {
  const meant = [
    'cartservice -> redis-cart TCP 6379',
    'checkoutservice -> cartservice TCP 7070',
    'checkoutservice -> currencyservice TCP 7000',
    'checkoutservice -> emailservice TCP 8080',
    'checkoutservice -> paymentservice TCP 50051',
    'checkoutservice -> productcatalogservice TCP 3550',
    'checkoutservice -> shippingservice TCP 50051',
    'frontend -> adservice TCP 9555',
    'frontend -> cartservice TCP 7070',
    'frontend -> checkoutservice TCP 5050',
    'frontend -> currencyservice TCP 7000',
    'frontend -> productcatalogservice TCP 3550',
    'frontend -> recommendationservice TCP 8080',
    'frontend -> shippingservice TCP 50051',
    'recommendationservice -> productcatalogservice TCP 3550',
  ];
  const folders = ['online-boutique/manifests', 'online-boutique/network-policies'];

  test('lets in what is meant, and nobody else; except at its front, where everyone may come in on every port', () => {
    const network = app(folders);
    expect(network.problems).toEqual([]);
    const into = insideEdges(network);
    expect(into.filter((edge) => !edge.includes('-> frontend '))).toEqual(meant);
    expect(into.filter((edge) => edge.includes('-> frontend '))).toEqual(
      [
        'adservice',
        'cartservice',
        'checkoutservice',
        'currencyservice',
        'emailservice',
        'frontend',
        'loadgenerator',
        'paymentservice',
        'productcatalogservice',
        'recommendationservice',
        'redis-cart',
        'shippingservice',
      ].map((name) => `${name} -> frontend everything`),
    );
    expect(edges(network, EndKind.OUTSIDE, EndKind.WORKLOAD)).toEqual(['0.0.0.0/0 and ::/0 -> frontend everything']);
    expect(edges(network, EndKind.ENTRY, EndKind.WORKLOAD)).toEqual(['frontend-external -> frontend TCP 8080']);
  });

  test('lets every pod open whatever it likes outside: its policies allow all egress beside the denial of everything', () => {
    const out = edges(app(folders), EndKind.WORKLOAD, EndKind.OUTSIDE);
    expect(out).toHaveLength(12);
    expect(out.filter((edge) => edge.endsWith(' everything'))).toHaveLength(12);
  });

  test('shuts everything with the denial alone', () => {
    const network = app(folders, (file) => !file.includes('network-policy-') || file.includes('deny-all'));
    expect(network.list().connections).toEqual([]);
    expect(network.answer('default/frontend', 'default/cartservice', 7070)).toBe('denied');
  });
});

describeApp('sock-shop', () => {
  const network = app(['sock-shop/manifests', 'sock-shop/manifests-policy']);

  test('has the same Namespace twice', () => {
    expect(network.problems.map(({ file, object }) => `${file}: ${object}`)).toEqual([
      'sock-shop/manifests-policy/netpol-default-deny.yaml: Namespace sock-shop',
    ]);
  });

  test('lets in what is meant, but for what its dead policy was written for', () => {
    expect(insideEdges(network).filter((edge) => !edge.includes('-> front-end '))).toEqual([
      'catalogue -> catalogue-db TCP 3306',
      'front-end -> catalogue TCP 80',
      'front-end -> orders TCP 80',
      'front-end -> user TCP 80',
      'orders -> orders-db TCP 27017',
      'orders -> payment TCP 80',
      'orders -> shipping TCP 80',
      'orders -> user TCP 80',
      'queue-master -> rabbitmq TCP 5672',
      'shipping -> rabbitmq TCP 5672',
      'user -> user-db TCP 27017',
    ]);
  });

  test('has a policy for pods named cart, of which there are none: the carts stay shut, and so does their database', () => {
    expect(network.answer('sock-shop/front-end', 'sock-shop/carts', 80)).toBe('denied');
    expect(network.answer('sock-shop/orders', 'sock-shop/carts', 80)).toBe('denied');
    expect(network.answer('sock-shop/carts', 'sock-shop/carts-db', 27017)).toBe('denied');
  });

  test('leaves shut what no policy opens but the one for a monitor that is not there', () => {
    const reached = new Set(insideEdges(network).map((edge) => edge.split(' ')[2]));
    const shut = network.workloads.map((name) => name.slice('sock-shop/'.length)).filter((name) => !reached.has(name));
    expect(shut).toEqual(['carts', 'carts-db', 'queue-master', 'session-db']);
  });

  test('opens its front to everyone on one port, and lets every pod open whatever it likes outside', () => {
    expect(edges(network, EndKind.OUTSIDE, EndKind.WORKLOAD)).toEqual(['0.0.0.0/0 and ::/0 -> front-end TCP 8079']);
    expect(edges(network, EndKind.ENTRY, EndKind.WORKLOAD)).toEqual(['front-end -> front-end TCP 8079']);
    const out = edges(network, EndKind.WORKLOAD, EndKind.OUTSIDE);
    expect(out.filter((edge) => edge.endsWith(' everything'))).toHaveLength(14);
  });
});

describeApp('bookinfo', () => {
  const files = ['bookinfo/manifests/bookinfo.yaml', 'bookinfo/gateway-api/bookinfo-gateway.yaml'];

  test('has no policies, so that everyone reaches everyone: reviews v1 the ratings, too', () => {
    const network = app(files);
    expect(network.problems).toEqual([]);
    expect(network.workloads).toEqual([
      'default/details-v1',
      'default/productpage-v1',
      'default/ratings-v1',
      'default/reviews-v1',
      'default/reviews-v2',
      'default/reviews-v3',
    ]);
    expect(insideEdges(network)).toHaveLength(36);
    expect(insideEdges(network)).toContain('reviews-v1 -> ratings-v1 everything');
  });

  test('is entered through its Gateway at the product page only', () => {
    expect(new Set(edges(app(files), EndKind.ENTRY, EndKind.WORKLOAD))).toEqual(
      new Set(['bookinfo-gateway -> productpage-v1 TCP 9080']),
    );
  });
});

describeApp('guestbook', () => {
  test('has no policies, so that everyone reaches its databases, from outside, too', () => {
    const network = app(['guestbook']);
    expect(network.problems).toEqual([]);
    expect(insideEdges(network)).toHaveLength(9);
    expect(edges(network, EndKind.OUTSIDE, EndKind.WORKLOAD)).toEqual([
      '0.0.0.0/0 and ::/0 -> frontend everything',
      '0.0.0.0/0 and ::/0 -> redis-master everything',
      '0.0.0.0/0 and ::/0 -> redis-replica everything',
    ]);
    expect(edges(network, EndKind.ENTRY, EndKind.WORKLOAD)).toEqual(['frontend -> frontend TCP 80']);
  });
});

describeApp('cassandra', () => {
  test('has no policies, so that its replicas reach each other, and everyone reaches them on every port', () => {
    const network = app(['cassandra']);
    expect(network.problems).toEqual([]);
    expect(insideEdges(network)).toEqual(['cassandra -> cassandra everything']);
    expect(network.answer('203.0.113.7', 'default/cassandra', 7199)).toBe('allowed');
  });
});
