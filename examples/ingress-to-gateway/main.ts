import { IsolatedNamespace, Platform, Routing, WebApp } from 'cdk8s-networking';
import { chosen, cluster } from '../clusters';

/*
 * From Ingress to the Gateway API, one host at a time. The cluster has both: Traefik as before, and an implementation of
 * the Gateway API beside it. Three hosts of one app are at three stages:
 *
 * 1. by Ingress, as all hosts were;
 * 2. by both: the new way can be tried by its address, while DNS leads to the old one;
 * 3. by Gateway alone: the Ingress is gone, and Traefik can't connect on its behalf.
 *
 * With ENTRY=traefik nothing has moved yet.
 */

const platform = new Platform({ cluster: cluster(...new Set(['traefik', chosen])) });
const shop = new IsolatedNamespace(platform, 'shop');
const hasGateway = chosen !== 'traefik';

/** What a host's next stage is, as far as the cluster has come. */
function stage(routing: Routing): Routing {
  return hasGateway ? routing : Routing.byIngress();
}

const web = new WebApp(shop, 'web', {
  image: 'ghcr.io/acme/web:2.0',
  port: 3000,
  host: 'www.example.com',
  routing: stage(Routing.byIngress()),
  runAs: 1000,
});
web.expose({ host: 'shop.example.com', routing: stage(Routing.both()) });
web.expose({ host: 'help.example.com', routing: stage(Routing.byGateway()) });

platform.synth();
