import { spelled } from './setting';

/** Words at the end of a key that say that its value is where something is found. */
const ADDRESS_WORDS =
  /(?:^|_)(?:HOST|HOSTS|HOSTNAME|ADDR|ADDRS|ADDRESS|ADDRESSES|SERVER|SERVERS|SERVICE|SVC|URL|URLS|URI|URIS|ENDPOINT|ENDPOINTS|BROKER|BROKERS|BOOTSTRAP|DSN|NODE|NODES|UPSTREAM|UPSTREAMS|BACKEND|BACKENDS|TARGET|TARGETS|PEER|PEERS|SEED|SEEDS|PROXY|MASTER|PRIMARY|REPLICA|CONTACT_POINTS|CONTACTPOINTS|FQDN|DOMAIN)\d*$/;

/** Words of keys whose value is a name of something else, although a Service may be called alike. */
const OTHER_WORDS =
  /(?:^|_)(?:USER|USERNAME|LOGIN|PASS|PASSWORD|PWD|TOKEN|SECRET|NAMESPACE|SERVICE_NAME|APP|APP_NAME|NAME|REALM|SCHEMA|COLLECTION|PREFIX|LEVEL|PROFILE|PROFILES_ACTIVE|MODE|ROLE|CLIENT_ID|GROUP|GROUP_ID|TYPE|KIND|VERSION|LABEL|TAG|IMAGE|REGION|ZONE|LANG|TZ)$/;

/** Whether a key says that its value is where something is found. */
export function looksLikeAddress(key: string): boolean {
  return ADDRESS_WORDS.test(spelled(key));
}

/** Whether a key says that its value is something else: the name of a user, a namespace. */
export function looksLikeNoAddress(key: string): boolean {
  const name = spelled(key);
  return OTHER_WORDS.test(name) && !ADDRESS_WORDS.test(name);
}

/** Words of keys whose value nobody dials, although it may look like an address. */
const NEVER_WORDS = /(?:^|_)(?:NO_PROXY|XMLNS|IMAGE)(?:_|$)/;

/** Words of keys whose value is where others find it, or whom it may expect: mostly no connection of its own. */
const ANSWERING_WORDS =
  /(?:^|_)(?:CORS|ORIGINS?|REDIRECTS?|CALLBACKS?|ALLOWED_HOSTS?|LISTEN(?:ERS?)?|BIND|ADVERTISED?|PUBLIC|ISSUERS?)(?:_|$)/;

/** Whether a key says that nobody dials its value. */
export function isNeverDialled(key: string): boolean {
  return NEVER_WORDS.test(spelled(key));
}

/** Whether a key says that its value is of those who connect, or of where they are answered. */
export function looksAnswering(key: string): boolean {
  return ANSWERING_WORDS.test(spelled(key));
}

/** What a host is called in a key; whatever stands before belongs to its port as well. */
const HOST_WORD = /(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT|SERVICE_NAME|FQDN)$/;

/**
 * The keys that the port of a host may have: of `DB_HOST` the key `DB_PORT`. None where nothing stands before, since
 * `PORT` alone is the one that a container listens on itself.
 */
export function portKeys(key: string): string[] {
  const name = spelled(key);
  const stem = name.replace(HOST_WORD, '').replace(/_$/, '');
  if (stem === '') return [];
  return [
    `${stem}_PORT`,
    `${stem}_SERVICE_PORT`,
    `${stem}_PORT_NUMBER`,
    `${stem}_PORT_VALUE`,
    `${stem}PORT`,
    `${name}_PORT`,
  ];
}
