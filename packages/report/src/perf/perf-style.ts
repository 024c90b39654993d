/** What the pages of `hb_perf` look like beyond the common look. */
export const PERF_STYLE = `
.structure{overflow:auto;max-height:80vh;text-align:center}.structure svg{width:auto;min-width:0;margin:0 auto;
  max-width:none}
.whole:has(:checked)+.structure svg{width:100%;height:auto}svg text.tensor{paint-order:stroke;stroke:var(--card);
  stroke-width:4px;fill:var(--soft)!important}.whole{margin:0 0 8px}
.key.on-bpu{background:#008b8b}.key.on-cpu{background:#808080}.key.s0{background:var(--s0)}
.key.fair{background:var(--fair)}
.node rect:hover{filter:none}
.timeline .buttons{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:0 0 8px}.timeline[hidden]{display:none}
.timeline button{font:inherit;min-width:36px;padding:2px 10px;border:1px solid var(--line);border-radius:6px;
  background:var(--bg);color:inherit;cursor:pointer}
.timeline output{color:var(--soft);font-variant-numeric:tabular-nums}.timeline .detail{min-height:1.5em}
#timeline-view{overflow-x:auto}#timeline-view svg{min-width:760px;cursor:grab;touch-action:pan-y}
.bed{fill:var(--bg)}rect.bed:hover{filter:none}
.span{fill:var(--s0)}.span.s1{fill:var(--s1)}.span.s2{fill:var(--s2)}.span.s3{fill:var(--s3)}.span.cpu{fill:var(--cpu)}
.span.odd{opacity:.72}
svg text.in-span{fill:var(--on);font-size:11px;pointer-events:none}
.dot.s0{color:var(--s0)}.dot.s1{color:var(--s1)}.dot.s2{color:var(--s2)}.dot{opacity:.85}
.chip.fair{background:var(--fair)}.chip.s0{background:var(--s0)}
.sortable th{cursor:pointer}.sortable{max-height:75vh;overflow:auto}
.sortable th{position:sticky;top:0;background:var(--card);z-index:1}
[aria-sort=ascending]::after{content:" ▲"}[aria-sort=descending]::after{content:" ▼"}
#details th{white-space:normal;min-width:110px}#summary td:first-child{white-space:normal}
#details th,#details td,#what-if td,#what-if th,#keys td,#keys th{padding-right:18px}
#what-if table,#keys table{width:100%}#what-if td:first-child{white-space:normal;min-width:200px}
#what-if .num,#keys .num{white-space:nowrap}
.warn{border-left:4px solid var(--fair);padding:6px 12px}
.wide dl{grid-template-columns:repeat(auto-fit,minmax(220px,1fr))}
@media print{.structure,.sortable,#timeline-view{max-height:none;overflow:visible}.timeline .buttons{display:none}}
`;
