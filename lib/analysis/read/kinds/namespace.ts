import { NAMESPACE_NAME } from '../../../traffic';
import { labelsIn } from '../fields/labels';
import type { KindReader } from '../kind-reader';
import { namespaceMeshWords } from '../mesh-words';

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
    if (Object.hasOwn(labels, NAMESPACE_NAME) && labels[NAMESPACE_NAME] !== object.name) {
      written.at(NAMESPACE_NAME).complain({
        law: `the label ${NAMESPACE_NAME} must be the name of the namespace`,
        remedy: 'leave it out: the API server adds it',
      });
    }
    const mesh = namespaceMeshWords(body);
    return {
      namespaces: [{ object, labels: { ...labels, [NAMESPACE_NAME]: object.name }, ...(mesh && { mesh }) }],
    };
  },
};
