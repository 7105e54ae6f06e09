/** How the page around a drawing looks. */
export const PAGE_STYLE = `\
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;display:flex;flex-direction:column;height:100vh}
header{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:end;padding:12px 20px;border-bottom:1px solid var(--frame-line)}
header .title{flex:1 1 240px;min-width:0;align-self:center}
header h1{font-size:17px;margin:0;overflow-wrap:anywhere}
header p{margin:0;font-size:12px;color:var(--faint)}
label{display:grid;gap:2px;font-size:12px;color:var(--faint)}
label.line{display:flex;gap:6px;align-items:center;min-height:32px;color:var(--ink);font-size:13px}
input,select,header button{font:inherit;font-size:13px;color:var(--ink);background:var(--box);border:1px solid var(--box-line);border-radius:6px;padding:5px 8px;min-height:32px}
#search{width:150px}
#port{width:90px}
input[aria-invalid=true]{border:2px solid var(--closed)}
.zoom{display:flex;gap:4px}
.zoom button{min-width:32px}
button{cursor:pointer}
main{display:flex;flex:1;min-height:0}
#canvas{flex:1;min-width:0;padding:8px}
#canvas svg{width:100%;height:100%;display:block;touch-action:none;cursor:grab}
aside{width:350px;overflow:auto;padding:16px 20px;border-left:1px solid var(--frame-line);background:var(--frame)}
aside h2{font-size:16px;margin:0 0 2px;overflow-wrap:anywhere}
aside h3{font-size:13px;margin:18px 0 4px;color:var(--faint);font-weight:600}
aside p{margin:2px 0}
aside .changes{margin-bottom:22px}
aside ul{list-style:none;margin:0;padding:0}
aside li{padding:5px 0;border-top:1px solid var(--frame-line);overflow-wrap:anywhere}
aside .why li{border:0;padding:3px 0}
aside .detail{color:var(--faint);font-size:13px}
aside .mark{color:var(--open-line);font-weight:600}
aside .ports{font-variant-numeric:tabular-nums}
aside button.name{font:inherit;font-weight:600;color:var(--focus);background:none;border:0;padding:0;text-align:left;text-decoration:underline;text-underline-offset:2px;overflow-wrap:anywhere}
aside details{font-size:13px;margin-top:2px}
aside summary{cursor:pointer;color:var(--faint)}
aside .part{font-weight:600;margin-top:6px}
aside .rule{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:11.5px;color:var(--faint)}
aside li.opened{border-left:4px solid var(--opened);padding-left:8px}
aside li.closed{border-left:4px dashed var(--closed);padding-left:8px}
aside li.changed{border-left:4px double var(--changed);padding-left:8px}
#status{margin:0;padding:5px 20px;font-size:12px;color:var(--faint);border-top:1px solid var(--frame-line)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.drawing .box,.drawing .link{cursor:pointer}
.drawing .box:focus{outline:none}
.drawing .box:focus-visible .shape{stroke:var(--focus);stroke-width:3.5;stroke-dasharray:none}
.drawing .box.chosen .shape{stroke:var(--focus);stroke-width:3}
.drawing .link:hover path{stroke-width:3}
.drawing .link:hover path.head{stroke:none}
.drawing .link.on path{stroke-width:2.5}
.drawing .link.on path.head,.drawing .link path.head{stroke-width:0}
.drawing .link path.hit,.drawing .link:hover path.hit,.drawing .link.on path.hit{stroke-width:12}
.drawing .off.link{display:none}
.drawing .off.box{opacity:.22}
.drawing .dim.link{opacity:.2}
.drawing .dim.link rect,.drawing .dim.link text{display:none}
.drawing .dim.box{opacity:.38}
@media (max-width:900px){body{height:auto}main{flex-direction:column}#canvas{height:70vh;flex:none}aside{width:auto;border-left:0;border-top:1px solid var(--frame-line)}}
@media (prefers-reduced-motion:no-preference){.drawing .box,.drawing .link{transition:opacity .12s}}
@media print{body{height:auto;display:block}header label,.zoom,header .line,#status{display:none}main{display:block}#canvas svg{height:auto}aside{width:auto;border:0;background:none}}
`;
