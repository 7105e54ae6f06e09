import { Duration } from 'cdk8s';
import {
  Env,
  InternalService,
  type IService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  Probe,
  Rollout,
  ScheduledJob,
  StatefulService,
  Tls,
  Volume,
  WebApp,
} from 'cdk8s-networking';
import { chosen, platform as clusterOf } from '../platforms';

/*
 * WordPress, with MariaDB and memcached. Who edits the site installs plugins and updates by it, so its pod reaches the
 * internet for them, and nothing but that, its database and its cache.
 *
 * All pods pass Pod Security "restricted", and write to nothing but their volumes. MariaDB and memcached run as
 * published, as the users that their images have. WordPress is built from the official image (image/Dockerfile), which
 * listens on port 80 and knows no memcached.
 *
 * The passwords are in a Secret `blog-db`, the certificate in `blog-tls`: both are made beforehand.
 */

const host = 'blog.example.com';

const platform = new Platform({ cluster: clusterOf(chosen) });
const blog = new IsolatedNamespace(platform, 'blog');

const address = (service: IService) => `${service.dnsName.short}:${service.defaultPort}`;
const healthy = Probe.command(['healthcheck.sh', '--connect', '--innodb_initialized'], {
  timeout: Duration.seconds(5),
});

const db = new StatefulService(blog, 'db', {
  image: 'mariadb:11.4',
  // A new file system has a directory lost+found, which is no database.
  args: ['--ignore-db-dirs=lost+found'],
  port: 3306,
  portName: 'mysql',
  runAs: 999,
  readOnlyRoot: true,
  writable: ['/run/mysqld', '/tmp'],
  storage: { size: '10Gi', mountPath: '/var/lib/mysql' },
  env: {
    MARIADB_DATABASE: 'wordpress',
    MARIADB_USER: 'wordpress',
    MARIADB_PASSWORD: Env.secret('blog-db', 'password'),
    MARIADB_ROOT_PASSWORD: Env.secret('blog-db', 'root-password'),
    MARIADB_ROOT_HOST: 'localhost',
  },
  readiness: healthy,
  // The first start makes the database, behind a server that nobody reaches yet.
  startup: Probe.tcp({ period: Duration.seconds(5), failureThreshold: 60 }),
  resources: { cpuRequest: '100m', memoryRequest: '256Mi', memoryLimit: '512Mi' },
});

const cache = new InternalService(blog, 'cache', {
  image: 'memcached:1.6',
  args: ['--memory-limit=128'],
  port: 11211,
  portName: 'memcache',
  runAs: 11211,
  readOnlyRoot: true,
  resources: { cpuRequest: '50m', memoryRequest: '160Mi', memoryLimit: '192Mi' },
});

/** What is added to wp-config.php, which is PHP. */
const CONFIG = `$memcached_servers = [['${cache.service.dnsName.short}', ${cache.service.defaultPort}]];
define('WP_CACHE_KEY_SALT', '${host}');
define('DISABLE_WP_CRON', true);
`;

const wordpress = new WebApp(blog, 'wordpress', {
  image: 'ghcr.io/acme/wordpress:php8.3',
  port: 8080,
  host,
  tls: Tls.secret('blog-tls'),
  runAs: 33,
  readOnlyRoot: true,
  writable: ['/run/apache2', '/run/lock/apache2', '/tmp'],
  // WordPress itself, its plugins and what is uploaded. One node alone mounts it, so the old pod goes first.
  volumes: { '/var/www/html': Volume.persistent({ name: 'site', size: '10Gi' }) },
  rollout: Rollout.recreate(),
  env: {
    WORDPRESS_DB_HOST: address(db.service),
    WORDPRESS_DB_NAME: 'wordpress',
    WORDPRESS_DB_USER: 'wordpress',
    WORDPRESS_DB_PASSWORD: Env.secret('blog-db', 'password'),
    WORDPRESS_CONFIG_EXTRA: CONFIG,
  },
  // It asks for PHP and the database. Liveness asks for Apache alone: a restart mends no database.
  readiness: Probe.http('/wp-login.php', {
    headers: { Host: host, 'X-Forwarded-Proto': 'https' },
    timeout: Duration.seconds(5),
  }),
  // The first start copies WordPress to its volume.
  startup: Probe.tcp({ period: Duration.seconds(5), failureThreshold: 60 }),
  resources: { cpuRequest: '250m', memoryRequest: '256Mi', memoryLimit: '512Mi' },
});

// WordPress would call itself by its public name to do what is due: here it is called from inside.
const cron = new ScheduledJob(blog, 'cron', {
  image: 'curlimages/curl:8.17.0',
  schedule: '*/5 * * * *',
  command: ['curl', '--fail', '--silent', '--show-error', '--header', `Host: ${host}`],
  args: [`http://${address(wordpress.service)}/wp-cron.php`],
  runAs: 1000,
  readOnlyRoot: true,
  deadline: Duration.minutes(4),
});

wordpress.connections.allowTo(db, { reason: 'posts, pages and users' });
wordpress.connections.allowTo(cache, { reason: 'objects that are read often' });
wordpress.connections.allowTo(Peer.internet(), {
  ports: [Port.tcp(80), Port.tcp(443)],
  reason: 'updates and plugins',
});
cron.connections.allowTo(wordpress, { reason: 'publishes and cleans up what is due' });

platform.synth();
