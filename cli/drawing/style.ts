/** The colours by what they are for: calm, and with enough contrast for small letters. */
const LIGHT = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  frame: '#f5f7f9',
  'frame-line': '#d3d9e0',
  box: '#ffffff',
  'box-line': '#8c959f',
  line: '#7d8590',
  way: '#e8f1fb',
  'way-line': '#3b74b8',
  outside: '#f1eef8',
  'outside-line': '#8067b0',
  open: '#fdf4dc',
  'open-line': '#9a6700',
  opened: '#1a7f37',
  closed: '#cf222e',
  changed: '#9a6700',
  focus: '#0550ae',
};

const DARK: { readonly [name in keyof typeof LIGHT]: string } = {
  paper: '#0f1419',
  ink: '#e6edf3',
  faint: '#9aa4af',
  frame: '#161c23',
  'frame-line': '#303944',
  box: '#1d252e',
  'box-line': '#6b7681',
  line: '#7f8a96',
  way: '#142a42',
  'way-line': '#6ca4e4',
  outside: '#251f36',
  'outside-line': '#a891d8',
  open: '#332a10',
  'open-line': '#d9a521',
  opened: '#4cc26a',
  closed: '#ff7b72',
  changed: '#d9a521',
  focus: '#79b8ff',
};

/** Defines the colours, for light and for dark, for whatever a selector means. */
export function colours(selector: string): string {
  const lines = (set: typeof LIGHT) => Object.entries(set).map(([name, colour]) => `--${name}:${colour}`);
  return `\
${selector}{color-scheme:light dark;${lines(LIGHT).join(';')}}
@media (prefers-color-scheme:dark){${selector}{${lines(DARK).join(';')}}}
@media print{${selector}{color-scheme:light;${lines(LIGHT).join(';')}}}
`;
}

/** How a drawing looks. What something is shows in its form as well, never in its colour alone. */
export const DRAWING_STYLE = `\
.drawing{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:11px}
.drawing text{fill:var(--ink)}
.drawing .paper{fill:var(--paper)}
.drawing .heading{font-size:16px;font-weight:600}
.drawing .faint,.drawing .detail{fill:var(--faint)}
.drawing .frame rect{fill:var(--frame);stroke:var(--frame-line)}
.drawing .frame text{font-size:12px;font-weight:600;fill:var(--faint);letter-spacing:.02em}
.drawing .box .shape{fill:var(--box);stroke:var(--box-line);stroke-width:1.25}
.drawing .box .name{font-size:13px;font-weight:600}
.drawing .box.entry .shape{fill:var(--way);stroke:var(--way-line)}
.drawing .box.caller .shape,.drawing .box.outside .shape{fill:var(--outside);stroke:var(--outside-line)}
.drawing .box.namespace .shape{fill:var(--frame)}
.drawing .box.open .shape{fill:var(--open);stroke:var(--open-line);stroke-width:2;stroke-dasharray:6 3}
.drawing .box .back{fill:var(--frame);stroke:var(--box-line)}
.drawing .mark{fill:var(--open-line)}
.drawing .mark text{fill:var(--open-line);font-weight:600}
.drawing .sign{fill:none;stroke:var(--open-line);stroke-width:1.4;stroke-linejoin:round;stroke-linecap:round}
.drawing .link path{fill:none;stroke:var(--line);stroke-width:1.5}
.drawing .link .head{fill:var(--line);stroke:none}
.drawing .link .hit{stroke:transparent;stroke-width:12}
.drawing .link text{fill:var(--ink);text-anchor:middle}
.drawing .link rect{fill:var(--halo,var(--paper))}
.drawing .link.inside{--halo:var(--frame)}
.drawing .link .via{fill:var(--faint)}
.drawing .link.unclear path{stroke-dasharray:2 4}
.drawing .link.opened path{stroke:var(--opened);stroke-width:2.25}
.drawing .link.opened .head{fill:var(--opened)}
.drawing .link.opened text{fill:var(--opened);font-weight:600}
.drawing .link.closed path{stroke:var(--closed);stroke-width:2;stroke-dasharray:8 5}
.drawing .link.closed .head{fill:var(--closed)}
.drawing .link.closed text{fill:var(--closed);font-weight:600}
.drawing .link.changed path{stroke:var(--changed);stroke-width:2;stroke-dasharray:12 3 2 3}
.drawing .link.changed .head{fill:var(--changed)}
.drawing .link.changed text{fill:var(--changed);font-weight:600}
.drawing .link path.hit{stroke:transparent;stroke-width:12;stroke-dasharray:none}
`;
