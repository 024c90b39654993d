import { perfPage, subgraphPage } from './perf-page';
import { SUBGRAPH, sampleReport } from './sample-report.fixture';

const titles = (text: string) => [...text.matchAll(/<section id="[\w-]+"><h2>([^<]*)</g)].map(([, title]) => title);

it('has the three parts of the guide first, and what else is told behind them', () => {
  expect(titles(perfPage(sampleReport(2)))).toEqual([
    'Model Performance Summary',
    'Details',
    'BIN Model Structure',
    'Threads',
    'Timeline',
    'Roofline',
    'Layer Details',
    'CPU nodes',
    'Recipe keys that cost speed',
    'What if',
  ]);
  const empty = { ...sampleReport(), subgraphs: [], cpuRows: [], whatIf: [], threads: [] };
  const nothing = perfPage({ ...empty, roofline: { ...empty.roofline, points: [] } });
  expect(titles(nothing)).toEqual([
    'Model Performance Summary',
    'Details',
    'BIN Model Structure',
    'Timeline',
    'Recipe keys that cost speed',
  ]);
});

it('needs nothing from outside, and is the same for the same report', () => {
  const text = perfPage(sampleReport(3));
  expect(text).not.toMatch(/\b(src|href)="(?!#)/);
  expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/@import|https?:/);
  expect(perfPage(sampleReport(3))).toBe(text);
  expect(text).not.toContain('conv<0>');
});

it('leads to the pages of subgraphs, and they lead back', () => {
  const report = sampleReport(2);
  expect(perfPage(report, () => 'NET%20.html')).toContain('<a href="NET%20.html"><code>NET_subgraph_0</code></a>');
  const text = subgraphPage(report, report.subgraphs[0], 'net.html');
  expect(text).toContain('<a href="net.html">net_nv12</a>');
  expect(titles(text)).toEqual(['Subgraph', 'Timeline', 'Roofline', 'Layer Details']);
  const other = subgraphPage(report, { ...SUBGRAPH, name: 'other' }, 'net.html');
  expect(titles(other)).toEqual(['Subgraph', 'Timeline']);
  expect(titles(subgraphPage(sampleReport(), SUBGRAPH, 'net.html'))).toEqual(['Subgraph', 'Timeline', 'Roofline']);
});

it('says on both pages where layers are missing, and only there', () => {
  const missing = 'bpu model don&#39;t have per-layer perf info.';
  for (const [layers, there] of [
    [0, true],
    [2, false],
  ] as const) {
    const report = sampleReport(layers);
    expect(perfPage(report).includes(missing)).toBe(there);
    expect(subgraphPage(report, report.subgraphs[0], 'x.html').includes(missing)).toBe(there);
  }
});

it('gives the page of a subgraph its own time', () => {
  const [, json] = /id="timeline-data">(.*?)<\/script>/.exec(subgraphPage(sampleReport(), SUBGRAPH, 'x.html')) ?? [];
  expect(JSON.parse(json)).toMatchObject({ from: 10, to: 3435.56 });
});
