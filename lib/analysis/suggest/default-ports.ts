/** The port that clients of a scheme dial where they are told none. */
const PORTS: { readonly [scheme: string]: number } = {
  amqp: 5672,
  amqps: 5671,
  cassandra: 9042,
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  mariadb: 3306,
  memcached: 11211,
  mongodb: 27017,
  mysql: 3306,
  nats: 4222,
  oracle: 1521,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
  smtp: 25,
  sqlserver: 1433,
  ssh: 22,
  ws: 80,
  wss: 443,
  zookeeper: 2181,
};

/**
 * The port of a URL that names none; undefined where its scheme has none that all clients agree on.
 *
 * A driver may stand behind the scheme, as in `postgresql+asyncpg`.
 */
export function defaultPort(scheme: string): number | undefined {
  const [name] = scheme.split('+') as [string];
  return Object.hasOwn(PORTS, name) ? PORTS[name] : undefined;
}
