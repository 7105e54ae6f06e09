import { labelsIn } from '../fields/labels';
import type { KindReader } from '../kind-reader';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** A Namespace: its labels, with the one that the API server adds. */
export const namespaceReader: KindReader = {
  group: '',
  kind: 'Namespace',
  versions: ['v1'],
  scope: 'Cluster',
  whenTwice: 'neither counts',
  read(object, body) {
    const written = body.at('metadata').at('labels');
    const labels = labelsIn(written);
    if (Object.hasOwn(labels, NAME_LABEL) && labels[NAME_LABEL] !== object.name) {
      written.at(NAME_LABEL).complain({
        law: `the label ${NAME_LABEL} must be the name of the namespace`,
        remedy: 'leave it out: the API server adds it',
      });
    }
    return { namespaces: [{ object, labels: { ...labels, [NAME_LABEL]: object.name } }] };
  },
};
