import { createHash } from 'node:crypto';
import { PAGE_SCRIPT } from './page/script';
import { type Explain, pageData } from './page-data';
import { PAGE_STYLE } from './page-style';
import type { Picture } from './picture';
import { colours, DRAWING_STYLE } from './style';
import { summaryOf } from './summary';
import { drawing } from './svg';
import { scriptJson, xmlText } from './xml';

/**
 * A page that answers to clicks and keys: one file that asks nobody for anything.
 *
 * Nothing but its own style and script may run in it: its policy names both by what is in them.
 */
export function html(picture: Picture, explain: Explain): string {
  const style = `${colours(':root')}${DRAWING_STYLE}${PAGE_STYLE}`;
  const script = PAGE_SCRIPT;
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const data = pageData(picture, explain);
  const namespaces = [
    ...new Set(picture.boxes.flatMap((each) => (each.kind === 'namespace' ? each.label : (each.namespace ?? [])))),
  ];
  return `\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${xmlText(picture.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="title"><h1>${xmlText(picture.title)}</h1><p>${xmlText(summaryOf(picture))}</p></div>
<label>Search<input id="search" type="search" autocomplete="off" spellcheck="false"></label>
<label>Namespace<select id="namespace"><option value="">all</option>${namespaces
    .sort()
    .map((name) => `<option value="${xmlText(name)}">${xmlText(name)}</option>`)
    .join('')}</select></label>
<label>Port<input id="port" autocomplete="off" placeholder="udp/53" aria-describedby="status"></label>
${picture.against === undefined ? '' : '<label class="line"><input id="changes" type="checkbox">only what changed</label>\n'}<span class="zoom" role="group" aria-label="Size"><button type="button" id="smaller" aria-label="Smaller">\u2212</button><button type="button" id="larger" aria-label="Larger">+</button><button type="button" id="fit">Fit</button></span>
</header>
<main>
<div id="canvas">
${drawing(picture, '', 'none')}
</div>
<aside id="panel" aria-live="polite" aria-label="What is chosen"></aside>
</main>
<p id="status" role="status"></p>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What a policy calls an element that may run. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
