import type { FieldPath, ObjectRef } from '../network/place';
import type { ServiceFacts } from '../network/services';
import type { Field } from '../read/fields/field';
import type { ConfigData, ConfigEntry, ConfigKind } from './config-data';
import { expanded, type Lookup, shellExpanded, type Value } from './expansion';
import { fileSettings } from './file-settings';
import type { Naming } from './naming';
import type { PodTemplate } from './pod-template';
import { groupOf, type Setting, type SettingGroup, settingOf } from './setting';

/** A variable with its value, and where that stands. */
interface Variable extends Value {
  readonly name: string;
  readonly title: string;
  readonly object: ObjectRef;
  readonly path: FieldPath;
}

/** What workloads are told: by variables, by arguments, and by the files that are mounted. */
export class Told {
  private readonly files = new Map<ConfigEntry, SettingGroup>();
  private readonly lines = new Map<FieldPath, number>();
  /** The Services of a namespace by the start of the variables that the kubelet gives to its pods. */
  private readonly links = new Map<string, Map<string, ServiceFacts>>();

  constructor(
    private readonly config: ConfigData,
    services: readonly ServiceFacts[],
    private readonly naming: Naming,
  ) {
    for (const service of services) {
      if (service.isHeadless || service.type === 'ExternalName') continue;
      const { namespace, name } = service.object;
      const byStart = this.links.get(namespace) ?? new Map<string, ServiceFacts>();
      this.links.set(namespace, byStart.set(name.toUpperCase().replaceAll('-', '_'), service));
    }
  }

  /** The settings of a workload, those together that belong together. */
  public groupsOf(template: PodTemplate): SettingGroup[] {
    const { object, spec, containers } = template;
    const hasLinks = spec.at('enableServiceLinks').value !== false;
    const groups = containers.flatMap((container) => {
      const variables = this.variablesOf(object, container, hasLinks);
      const lookup = this.lookupIn(variables, object.namespace, hasLinks);
      const words = this.argumentsOf(object, container, lookup);
      return [groupOf([...variables.values()].map((each) => this.variableSetting(each))), groupOf(words)];
    });
    return [...groups, ...this.mountedFiles(template)].filter(({ settings }) => settings.length > 0);
  }

  private variablesOf(object: ObjectRef, container: Field, hasLinks: boolean): Map<string, Variable> {
    const variables = new Map<string, Variable>();
    const lookup = this.lookupIn(variables, object.namespace, hasLinks);
    for (const source of container.at('envFrom').mappings('envFrom', 'a source of variables')) {
      const prefix = textOf(source.at('prefix'));
      for (const [field, kind] of SOURCES) {
        const name = textOf(source.at(`${field}Ref`).at('name'));
        for (const entry of this.config.entries(kind, object.namespace, name) ?? []) {
          this.addEntry(variables, `${prefix}${entry.key}`, entry);
        }
      }
    }
    for (const variable of container.at('env').mappings('env', 'a variable')) {
      const name = textOf(variable.at('name'));
      const value = variable.at('value');
      if (typeof value.value === 'string') {
        const title = `env ${name}`;
        variables.set(name, { name, title, object, path: value.path, ...expanded(value.value, lookup) });
        continue;
      }
      for (const [field, kind] of SOURCES) {
        const ref = variable.at('valueFrom').at(`${field}KeyRef`);
        const entry = this.config.entry(kind, object.namespace, textOf(ref.at('name')), textOf(ref.at('key')));
        if (entry) this.addEntry(variables, name, entry);
      }
    }
    return variables;
  }

  private addEntry(variables: Map<string, Variable>, name: string, entry: ConfigEntry): void {
    const { text, isSecret, object, path } = entry;
    variables.set(name, { name, text, isSecret, object, path, title: `env ${name} of ${this.naming(object)}` });
  }

  /** What a reference to a variable stands for, also one that the kubelet makes of a Service. */
  private lookupIn(variables: ReadonlyMap<string, Variable>, namespace: string, hasLinks: boolean): Lookup {
    return (name) => {
      const known = variables.get(name);
      if (known || !hasLinks) return known;
      const [, start = '', what] = /^(.+)_SERVICE_(HOST|PORT)$/.exec(name) ?? [];
      const service = this.links.get(namespace)?.get(start);
      if (!service) return undefined;
      const text = what === 'HOST' ? service.object.name : `${service.ports[0]?.port ?? ''}`;
      return { text, isSecret: false };
    };
  }

  private argumentsOf(object: ObjectRef, container: Field, lookup: Lookup): Setting[] {
    const words = ['command', 'args'].flatMap((list) =>
      container
        .at(list)
        .items(list)
        .map((word, index) => ({ word, title: `${list}[${index}]` })),
    );
    const texts = words.map(({ word }) => filled(textOf(word), lookup));
    return words.flatMap(({ word, title }, index) => {
      const { text, isSecret } = texts[index] as Value;
      const before = texts[index - 1]?.text ?? '';
      const [, flag, value] = /^(--?[A-Za-z][\w.-]*)=(.*)$/s.exec(text) ?? [];
      if (text === '' || (text.startsWith('-') && flag === undefined)) return [];
      const key = flag ?? (/^--?[A-Za-z][\w.-]*$/.test(before) ? before : '');
      const place = () => this.placeOf(object, word.path);
      return [settingOf({ origin: 'argument', key, text: value ?? text, isSecret, title, place })];
    });
  }

  private variableSetting({ name, text, isSecret, title, object, path }: Variable): Setting {
    const place = () => this.placeOf(object, path);
    return settingOf({ origin: 'variable', key: name, text, isSecret, title, place });
  }

  private mountedFiles({ object, spec, containers }: PodTemplate): SettingGroup[] {
    const mounted = new Set(
      containers.flatMap((container) =>
        container
          .at('volumeMounts')
          .mappings('volumeMounts', 'a mount')
          .map((mount) => textOf(mount.at('name'))),
      ),
    );
    const volumes = spec.at('volumes').mappings('volumes', 'a volume');
    const sources = volumes
      .filter((volume) => mounted.has(textOf(volume.at('name'))))
      .flatMap((volume) => [volume, ...volume.at('projected').at('sources').mappings('sources', 'a source')]);
    const found = new Map<ConfigEntry, SettingGroup>();
    for (const source of sources) {
      for (const [kind, name, items] of [
        ['ConfigMap', textOf(source.at('configMap').at('name')), source.at('configMap').at('items')],
        ['Secret', textOf(source.at('secret').at('secretName')), source.at('secret').at('items')],
        ['Secret', textOf(source.at('secret').at('name')), source.at('secret').at('items')],
      ] as const) {
        if (name === '') continue;
        const keys = items.mappings('items', 'an item').map((item) => textOf(item.at('key')));
        for (const entry of this.config.entries(kind, object.namespace, name) ?? []) {
          if (keys.length === 0 || keys.includes(entry.key)) found.set(entry, this.fileOf(entry));
        }
      }
    }
    return [...found.values()];
  }

  /** A file is read once, however many workloads mount it. */
  private fileOf(entry: ConfigEntry): SettingGroup {
    const { text, isSecret, object, path, key } = entry;
    const known = this.files.get(entry);
    if (known) return known;
    const place = () => this.placeOf(object, path);
    const group = fileSettings(text, { name: key, title: `${this.naming(object)} ${key}`, isSecret, place });
    this.files.set(entry, group);
    return group;
  }

  private placeOf({ place, path }: ObjectRef, field: FieldPath): { file: string; line: number } {
    const line = this.lines.get(field) ?? place.lineOf([...path, ...field]);
    this.lines.set(field, line);
    return { file: place.file, line };
  }
}

const SOURCES: readonly (readonly [string, ConfigKind])[] = [
  ['configMap', 'ConfigMap'],
  ['secret', 'Secret'],
];

function filled(text: string, lookup: Lookup): Value {
  const first = expanded(text, lookup);
  const second = shellExpanded(first.text, lookup);
  return { text: second.text, isSecret: first.isSecret || second.isSecret };
}

function textOf({ value }: Field): string {
  return typeof value === 'string' ? value : '';
}
