import { valueError } from '../errors';
import { checkKnownOptions } from './known-options';
import { LabelSelector } from './label-selector';
import type { NamespacesPeerProps, PodsPeerProps } from './peer-props';
import { PodSelection } from './pod-selection';

/** The pods that `Peer.pods()` means: nothing that is left out may make them all pods of a place. */
export function podsOf(props: PodsPeerProps): PodSelection {
  checkKnownOptions('Peer.pods()', props ?? {}, ['namespace', 'namespaceLabels', 'labels']);
  if (Object.keys(props?.labels ?? {}).length === 0) {
    throw valueError({
      law: 'Peer.pods() must have at least one label',
      got: props,
      remedy: 'for every pod of a namespace, use Peer.namespace(name) or Peer.sameNamespace()',
    });
  }
  const pods = LabelSelector.of({ labels: props.labels });
  if (props.namespaceLabels !== undefined) return podsOfMany(pods, props);
  if (props.namespace === undefined) return PodSelection.of({ pods });
  return PodSelection.inNamespace(props.namespace, pods);
}

function podsOfMany(pods: LabelSelector, { namespace, namespaceLabels }: PodsPeerProps): PodSelection {
  const isBoth = namespace !== undefined;
  if (isBoth || Object.keys(namespaceLabels ?? {}).length === 0) {
    throw valueError({
      law: 'the namespaces of Peer.pods() must be given by a name or by at least one label',
      got: isBoth ? 'both' : namespaceLabels,
      remedy: 'leave out `namespace` or `namespaceLabels`; for every namespace, use Peer.selecting()',
    });
  }
  return PodSelection.of({ namespaces: LabelSelector.of({ labels: namespaceLabels }), pods });
}

/** The pods that `Peer.namespaces()` means: all of the namespaces with these labels. */
export function namespacesOf(props: NamespacesPeerProps): PodSelection {
  checkKnownOptions('Peer.namespaces()', props ?? {}, ['labels', 'expressions']);
  if (Object.keys(props?.labels ?? {}).length === 0 && (props?.expressions ?? []).length === 0) {
    throw valueError({
      law: 'Peer.namespaces() must have at least one label or expression',
      got: props,
      remedy: 'for every namespace, use Peer.everyNamespace()',
    });
  }
  return PodSelection.of({ namespaces: LabelSelector.of(props), pods: LabelSelector.everything() });
}
