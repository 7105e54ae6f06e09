import { LabelExpression, LabelSelector, PodSelection } from '../../lib/traffic';

const pods = LabelSelector.of({ labels: { app: 'ledger' } });
const everything = LabelSelector.everything();
const teamA = LabelSelector.of({ labels: { team: 'a' } });

describe('reads as', () => {
  test.each([
    [PodSelection.inNamespace('payments', pods), 'pods app=ledger in namespace payments'],
    [PodSelection.inNamespace('payments', everything), 'namespace payments'],
    [PodSelection.of({ pods }), 'pods app=ledger in the same namespace'],
    [PodSelection.of({ pods: everything }), 'the same namespace'],
    [PodSelection.of({ pods, namespaces: teamA }), 'pods app=ledger in namespaces team=a'],
    [PodSelection.of({ pods: everything, namespaces: teamA }), 'namespaces team=a'],
    [PodSelection.of({ pods, namespaces: everything }), 'pods app=ledger in every namespace'],
    [PodSelection.of({ pods: everything, namespaces: everything }), 'every namespace'],
  ])('%s', (selection, text) => {
    expect(selection.toString()).toBe(text);
  });

  test('namespaces, where a name is only one of the conditions', () => {
    const namespaces = LabelSelector.of({
      labels: { 'kubernetes.io/metadata.name': 'payments' },
      expressions: [LabelExpression.exists('team')],
    });
    expect(PodSelection.of({ pods: everything, namespaces }).toString()).toBe(
      'namespaces kubernetes.io/metadata.name=payments,team',
    );
  });
});

test('finds a namespace by the label that Kubernetes keeps on it', () => {
  const { namespaces } = PodSelection.inNamespace('payments', pods);
  expect(namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'payments' });
});

test('has no namespaces where it means the namespace of whoever asks', () => {
  expect(PodSelection.of({ pods }).namespaces).toBeUndefined();
});

test('is the same by its conditions', () => {
  const namespaces = LabelSelector.of({ labels: { 'kubernetes.io/metadata.name': 'payments' } });
  expect(PodSelection.inNamespace('payments', pods).sameAs(PodSelection.of({ namespaces, pods }))).toBe(true);
  expect(PodSelection.of({ pods }).sameAs(PodSelection.of({ namespaces, pods }))).toBe(false);
});

test('refuses what no namespace can be called', () => {
  expect(() => PodSelection.inNamespace('Payments', pods)).toThrow(
    new Error(
      'a namespace name must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a ' +
        'letter or digit, at most 63 characters), but got "Payments"; write "payments"',
    ),
  );
});
