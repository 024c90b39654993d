/**
 * The look of the page: light, dark by the reader's preference, always light on paper; cards instead of wide rows on
 * phones.
 */
export const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c2330;--soft:#5b6575;--line:#dfe3ea;--link:#1d5fd1;
--good:#15803d;--fair:#b45309;--bad:#c02626;--good-bg:#e6f5ea;--bad-bg:#fdeaea;--even-bg:#eaeef6;
--s0:#2f6fde;--s1:#0e8f9e;--s2:#6d4fd3;--s3:#3a8f4d;--cpu:#d97a12;--on:#fff;--hit:#fff6d6}
@media screen and (prefers-color-scheme:dark){:root{
--bg:#12161d;--card:#1a202a;--ink:#e4e8ef;--soft:#9aa5b5;--line:#303846;--link:#7fb0ff;
--good:#4cc574;--fair:#eda940;--bad:#ff7b72;--good-bg:#14301f;--bad-bg:#3d1a1d;--even-bg:#232b39;
--s0:#4b88f0;--s1:#22a6b5;--s2:#8d74e8;--s3:#4fae65;--cpu:#e8963a;--on:#0c0f14;--hit:#3a3413}}
*{box-sizing:border-box}
html{scroll-padding-top:3.2rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);
  font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main,.in{max-width:1160px;margin:0 auto;padding:0 20px}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
header{padding:28px 0 4px}
h1{font-size:1.9rem;line-height:1.2;margin:2px 0 16px;overflow-wrap:anywhere}
h1 small{display:inline-block;font-size:.55em;font-weight:400}
h2{font-size:1.12rem;margin:0 0 8px}h3{font-size:1rem;margin:16px 0 8px}
p{margin:0 0 12px}
.over,small,figcaption{color:var(--soft)}.over{margin:0}small{font-size:.84em}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
code{overflow-wrap:anywhere;unicode-bidi:isolate}
nav{position:sticky;top:0;z-index:2;background:var(--bg);border-bottom:1px solid var(--line)}
nav .in{display:flex;gap:16px;overflow-x:auto;white-space:nowrap;padding-top:8px;padding-bottom:8px;font-size:.9rem}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:18px 0}
.verdict{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;border-radius:10px;padding:14px 20px;
  border-left:6px solid}
.verdict strong{font-size:1.5rem;letter-spacing:.03em}.verdict span{color:var(--ink);flex:1 1 260px}
.verdict.good{background:var(--good-bg)}.verdict.bad{background:var(--bad-bg)}
.verdict.even{background:var(--even-bg);color:var(--soft)}
.good{color:var(--good)}.fair{color:var(--fair)}.bad{color:var(--bad)}
.bar .even,circle.even{color:var(--soft)}
.tiles{display:flex;flex-wrap:wrap;gap:12px;margin:14px 0}
.tiles>div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 14px;display:flex;
  flex-direction:column;min-width:0;flex:1 1 150px;max-width:270px}
.tiles b{font-size:1.35rem;font-weight:650;overflow-wrap:anywhere}.tiles .long{font-size:1.05rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px 20px;margin:0 0 14px}
@media (min-width:700px){html{scroll-padding-top:4.6rem}
  nav .in{flex-wrap:wrap;row-gap:2px}
  dl div:has(code){grid-column:span 2}}
dt{color:var(--soft);font-size:.84em}dd{margin:0;font-weight:600;overflow-wrap:anywhere}dd small{font-weight:400}
.scroll{overflow-x:auto}
table{border-collapse:collapse;min-width:min(100%,560px);font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:5px 32px 5px 0;border-bottom:1px solid var(--line)}
tbody tr:last-child td{border-bottom:0}
th{color:var(--soft);font-weight:600;font-size:.86em;white-space:nowrap}
.num,.h,.m{text-align:right;white-space:nowrap}
th:last-child,td:last-child{padding-right:4px}
td:first-child{white-space:nowrap}td code{display:inline-block;min-width:16ch;white-space:normal}
td .hash{display:block;font-size:.75em;color:var(--soft)}
.bar{display:block;height:4px;min-width:90px;margin-top:2px;border-radius:2px;background:var(--line)}
.bar>i{display:block;height:4px;border-radius:2px;background:currentColor}
.bar>.bpu{color:var(--s0)}.bar>.cpu{color:var(--cpu)}
.track{display:block;position:relative;height:14px;min-width:220px;margin-top:4px;border-radius:3px;
  background:var(--line)}
.track i{position:absolute;top:0;bottom:0;border-radius:3px;background:var(--s0);opacity:.45;min-width:2px}
.track b{position:absolute;top:0;bottom:0;width:3px;margin-left:-1px;background:var(--s0)}
.chip{display:inline-block;padding:0 7px;border-radius:9px;font-size:.84em;font-weight:600;white-space:nowrap;
  color:var(--on);background:var(--s0)}
.chip.even{background:var(--even-bg);color:var(--ink)}
.chip.s1{background:var(--s1)}.chip.s2{background:var(--s2)}.chip.s3{background:var(--s3)}
.chip.cpu{background:var(--cpu)}
.key{display:inline-block;width:11px;height:11px;border-radius:3px;margin:0 6px 0 2px;background:var(--s0)}
.key.s1,.strip .s1{background:var(--s1)}.key.s2,.strip .s2{background:var(--s2)}.key.s3,.strip .s3{background:var(--s3)}
.key.cpu,.strip .cpu{background:repeating-linear-gradient(135deg,var(--cpu) 0 6px,color-mix(in srgb,var(--cpu) 78%,
  var(--card)) 6px 9px)}
.strip{display:flex;gap:2px;height:38px;margin-bottom:14px;border-radius:6px;overflow:hidden}
.strip a{flex:1 1 0;min-width:5px;overflow:hidden;white-space:nowrap;text-align:center;font-size:.8rem;
  line-height:38px;font-weight:600;color:var(--on);background:var(--s0)}
.strip a:hover{filter:brightness(1.12);text-decoration:none}
.strip.fine{gap:0}.strip.fine .cpu{background:var(--cpu)}.strip.fine a{min-width:0}
svg{display:block;width:100%;min-width:640px;height:auto}
svg text{fill:var(--soft);font-size:12px}
.grid,.tick{stroke:var(--line);fill:none}.tick{stroke:var(--soft)}
.line{fill:none;stroke:var(--soft);stroke-width:1.2;opacity:.6}
.limit{stroke:var(--fair);stroke-dasharray:5 4;fill:none}
circle{fill:currentColor;stroke:transparent;stroke-width:9;pointer-events:all}
circle:hover{stroke:currentColor;stroke-width:3}
rect.bpu{fill:var(--s0)}rect.cpu{fill:var(--cpu)}rect:hover{filter:brightness(1.2)}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px}.tools[hidden],tr[hidden]{display:none!important}
.tools input[type=search]{flex:1 1 220px;max-width:380px;font:inherit;padding:5px 10px;border:1px solid var(--line);
  border-radius:8px;background:var(--bg);color:inherit}
.tools output{color:var(--soft)}label{display:inline-flex;gap:6px;align-items:center}
.nodes{max-height:75vh;overflow:auto}.nodes table{width:100%}.nodes th,.nodes td{padding-right:14px}
.nodes th{position:sticky;top:0;background:var(--card);z-index:1}
.nodes button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
.nodes button:hover{color:var(--link)}
[aria-sort=ascending] button::after{content:" ▲"}[aria-sort=descending] button::after{content:" ▼"}
.i{color:var(--soft)}.n{min-width:180px}.n small{display:block;max-width:60ch}
.t{min-width:220px;overflow-wrap:anywhere}.d,.c,.o{white-space:nowrap}.c{min-width:106px}
tr:target td{background:var(--hit)}
.says{list-style:none;margin:0;padding:0}
.says li{padding:8px 12px;border-left:4px solid var(--line);margin-bottom:8px;overflow-wrap:anywhere}
.says small{display:block}.says .error{border-color:var(--bad)}.says .warning{border-color:var(--fair)}
.error>b{color:var(--bad)}.warning>b{color:var(--fair)}.note>b{color:var(--soft)}
details{margin:4px 0}summary{cursor:pointer}
pre{overflow:auto;margin:8px 0;padding:12px;border-radius:8px;background:var(--bg)}
footer{color:var(--soft);font-size:.84rem;padding:4px 0 32px}
@media (max-width:640px){
th,td{padding-right:18px}td code{min-width:10ch}.track{min-width:120px}.t{min-width:0}
main,.in{padding:0 12px}section{padding:14px}header{padding-top:18px}h1{font-size:1.5rem}
.tiles>div{flex-basis:40%;max-width:none}
.nodes{max-height:none;overflow:visible}.nodes table,.nodes tbody{display:block}
.nodes thead tr{display:flex;flex-wrap:wrap;gap:0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
.nodes thead th{position:static;border:0;padding:2px 0}
.nodes tbody tr{display:flex;flex-wrap:wrap;gap:0 12px;padding:8px 0;border-bottom:1px solid var(--line)}
.nodes td{border:0;padding:0;text-align:left;white-space:normal}.nodes td.i{display:none}
.nodes td.n{flex:1 0 100%;min-width:0}
.nodes td.k::before,.nodes td.c::before,.nodes td.h::before,.nodes td.m::before{color:var(--soft);content:"cosine "}
.nodes td.h::before{content:"threshold "}.nodes td.k::before{content:"method "}.nodes td.m::before{content:"MACs "}
.nodes thead tr::before{content:"sort by";color:var(--soft);font-size:.86em}.nodes th{min-width:0}
.nodes td.c{flex:1 0 100%}.nodes .bar{display:inline-block;width:110px;margin:0 0 3px 8px}
svg text{font-size:16px}svg .side{display:none}}
@media print{
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{background:#fff;font-size:10pt}nav,.tools,footer{display:none}
section{break-inside:avoid-page;border-color:#ccc;padding:10px 0;border-width:1px 0 0;border-radius:0}
#nodes,#diagnostics,#recipe{break-inside:auto}tr,li{break-inside:avoid}
.scroll,.nodes,pre{overflow:visible;max-height:none}pre{white-space:pre-wrap}svg{min-width:0}
.nodes th{position:static}a{color:inherit}
.hash{word-break:break-all}table{font-size:8.5pt}.t{min-width:130px}.n{min-width:150px}.nodes .bar{min-width:60px}
.nodes th,.nodes td{padding-right:8px}}
`;
