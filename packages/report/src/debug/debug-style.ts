/** What the pages of the debugger add to the common look. */
export const DEBUG_STYLE = `
:root{--hist:#8fa9d6;--peak:#1f4fd8;--edge:#d62222;--k0:#2f6fde;--k1:#d97a12;--k2:#15803d;--k3:#c0267f;--k4:#6d4fd3;
--k5:#0e8f9e;--k6:#8a6d1d;--k7:#5b6575}
@media screen and (prefers-color-scheme:dark){:root{--hist:#4a67a0;--peak:#7fa8ff;--edge:#ff6b6b;--k0:#6ea0ff;
--k1:#f0a04a;--k2:#55c97a;--k3:#f07ab8;--k4:#a48cf5;--k5:#3fc0cf;--k6:#cdb04a;--k7:#9aa5b5}}
figure{margin:0 0 22px}figure svg{display:block;max-width:100%;height:auto}
figure [data-view]>svg{min-width:640px}figure svg.inside{display:inline}
figure .tools{gap:6px;margin:0 0 6px;min-height:2em}
figure .tools button{font:inherit;padding:1px 10px;border:1px solid var(--line);border-radius:8px;background:var(--bg);
color:inherit;cursor:pointer}
figure .tools button[aria-pressed=true]{border-color:var(--link);color:var(--link)}
figure .tools output{margin-left:8px;overflow-wrap:anywhere}
[data-view][hidden]{display:none}
g.key{cursor:pointer}g.key.off{opacity:.35}g.series.off{display:none}
.cursor{stroke:var(--soft);stroke-width:1;pointer-events:none}
figure svg[tabindex]:focus-visible{outline:2px solid var(--link)}
.ranked{max-height:60vh;overflow:auto}.ranked th{position:sticky;top:0;background:var(--card)}
.ranked th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
`;
