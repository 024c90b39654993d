import { bindChip } from './bind-chip';
import { cpuSection } from './cpu-section';
import { detailsSection } from './details-section';
import { keysSection } from './keys-section';
import { layerDetailsSection } from './layer-details-section';
import { rooflineSection } from './roofline-section';
import { SUBGRAPH, sampleReport } from './sample-report.fixture';
import { structureSection } from './structure-section';
import { subgraphSection } from './subgraph-section';
import { summarySection } from './summary-section';
import { threadsSection } from './threads-section';
import { timelineSection } from './timeline-section';
import { whatIfSection } from './what-if-section';

/** The texts of the cells of the rows of a table. */
const rows = (text: string) =>
  [...text.matchAll(/<tr>(<td.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell.replace(/<[^>]*>/g, '')),
  );
const report = sampleReport(2);

it('summary: parts of an inference, items and cores where they are several', () => {
  const { text } = summarySection(report).body;
  expect(rows(text)).toHaveLength(5);
  const [latency, rate] = [
    '4 ms <small>80 % between 3.6 and 4.4 ms</small>',
    '291.9 FPS <small>80 % between 250 and 300 FPS</small>',
  ];
  for (const part of [latency, '3.43 ms, 85.6 %', '274 µs, 6.9 %', '300 µs, 7.5 %', rate])
    expect(text).toContain(`<dd>${part}</dd>`);
  expect(text).not.toContain('items of a frame');
  expect(text).not.toContain('no latency');
  const shared = summarySection({ ...report, batch: 4, cores: 2, assumed: true }).body.text;
  expect(shared).toContain('holds 4 items');
  const pair = summarySection({ ...report, batch: 2 }).body.text;
  expect(pair).toMatch(/<dt>items of a frame<\/dt>\s*<dd>2<\/dd>/);
  expect(pair).toContain('holds 2 items');
  expect(shared).toContain('2 share one inference');
  expect(shared).toContain('No latency of a board with this march is published');
});

it('summary: what is predicted, and why there is no interval', () => {
  const { text } = summarySection(report).body;
  expect(text).toContain('below them. Predicted is a frame of a test. Of what is published');
  const { range: _range, ...bare } = report;
  expect(summarySection({ ...bare, assumed: true }).body.text).toMatch(
    /given, since no latency .* published\. No latency/,
  );
  const { fps: _fps, ...host } = bare;
  const { text: alone } = summarySection(host).body;
  expect(alone).toContain('since nothing of the model runs on the BPU.');
  expect(alone).toContain('<dd>4 ms</dd>');
  expect(alone).not.toContain('rate of several');
});

it('threads: a row for each number of them', () => {
  const { text } = threadsSection(report)!.body;
  expect(rows(text)).toEqual([
    ['1', '4 ms', '3.6 ms – 4.4 ms', '250 fps', '240 – 260', ''],
    ['2', '6.9 ms', '6 ms – 7.5 ms', '290 fps', '250 – 300', ''],
  ]);
  expect(text).toContain('200 frames as hrt_model_exec perf runs them');
  const { threads: _threads, ...host } = report;
  expect([threadsSection(host), threadsSection({ ...host, threads: [] })]).toEqual([undefined, undefined]);
});

it('details: four metrics for each subgraph', () => {
  expect(rows(detailsSection(report).body.text)).toEqual([
    ['NET_subgraph_0', '1,138,000,000', '5.500000', '3.42556', 'MAC'],
  ]);
  const { text } = detailsSection(report).body;
  for (const name of ['Calculation Load (OPpf)', 'DDR Occupation(Mbpf)', 'Latency(ms)'])
    expect(text).toContain(`Model Subgraph ${name}</th>`);
  expect(detailsSection({ ...report, subgraphs: [] }).body.text).toContain('Nothing of this model runs on the BPU.');
});

it('subgraph: its metrics, and what it is', () => {
  const { text } = subgraphSection(SUBGRAPH).body;
  expect(rows(text).slice(0, 4)).toEqual([
    ['Model Subgraph Name', 'NET_subgraph_0'],
    ['Model Subgraph Calculation Load (OPpf)', '1,138,000,000'],
    ['Model Subgraph DDR Occupation(Mbpf)', '5.500000 (5,500,000 bytes)'],
    ['Model Subgraph Latency(ms)', '3.42556'],
  ]);
  expect(rows(text).slice(4)).toEqual([
    ['input', 'x', 'int8', '1x3x224x224'],
    ['output', 'y', 'int32', '1x1000'],
  ]);
  expect(text).toContain('<dd>2, the longest 3 ms</dd>');
  expect(text).toContain('<dd>75.0 %</dd>');
  expect(text).not.toContain('<dt>cores</dt>');
  expect(subgraphSection({ ...SUBGRAPH, latencyUs: 0, calls: [] }).body.text).not.toContain('attained');
});

it('layers: computation, computing, transfer, what each adds and its share', () => {
  const section = layerDetailsSection(report.subgraphs);
  expect(rows(section?.body.text ?? '')).toEqual([
    ['conv&lt;0&gt;', '2,000', '2.000', '1.250', '1.000', '33.3', '1.5', 'MAC'],
    ['conv&lt;1&gt;', '4,000', '2.000', '1.250', '2.000', '66.7', '1.5', 'DDR'],
  ]);
  expect(layerDetailsSection([SUBGRAPH])).toBeUndefined();
  const [first] = report.subgraphs;
  const two = layerDetailsSection([first, { ...first, name: 'NET_subgraph_1' }])?.body.text ?? '';
  expect(rows(two)[2].slice(0, 2)).toEqual(['conv&lt;0&gt;', 'NET_subgraph_1']);
  const still = layerDetailsSection([{ ...first, layers: [{ ...first.layers![0], latencyUs: 0 }] }])?.body.text ?? '';
  expect(rows(still)[0][5]).toBe('--');
});

it('CPU nodes: each by its row', () => {
  expect(rows(cpuSection(report)?.body.text ?? '')).toEqual([
    ['Quantize_q', '0.01', '0.3 %'],
    ['Dequantize_d', '0.26444', '6.6 %'],
  ]);
  expect(cpuSection({ ...report, cpuRows: [] })).toBeUndefined();
});

it('keys: whether they cost, and how much where that is known', () => {
  expect(rows(keysSection(report).body.text).map((row) => row.slice(0, 4))).toEqual([
    ['debug', 'False', 'no', '0'],
    ['compile_mode', 'bandwidth', 'may', '--'],
    ['max_time_per_fc', '1000', 'yes', '0.02'],
  ]);
});

it('what if: then and saved, or no number', () => {
  expect(rows(whatIfSection(report)?.body.text ?? '')).toEqual([
    ['edges &lt;off&gt;', '3.72556', '0.27444', 'By the clock.'],
    ['core_num is 2', '--', '--', 'Not computed.'],
  ]);
  expect(whatIfSection({ ...report, whatIf: [] })).toBeUndefined();
});

it('timeline: a place for the script, and how many spans are put together', () => {
  const { text } = timelineSection(report.timeline).body;
  expect([...text.matchAll(/<button type="button" value="(\w+)"/g)].map(([, value]) => value)).toEqual([
    'in',
    'out',
    'left',
    'right',
    'all',
  ]);
  expect(text).toContain('<div class="timeline" hidden>');
  expect(text).not.toContain('too many');
  const spans = [{ lane: 0, name: 'a', startUs: 0, durationUs: 1, more: 1234 }];
  expect(timelineSection({ spans }).body.text).toContain('1,234 spans are too many');
});

it('roofline: what its points are, and which are not drawn', () => {
  const text = (of: typeof report) => rooflineSection(of)?.body.text ?? '';
  expect(text(report)).toContain('Each layer with');
  expect(text(sampleReport())).toContain('Each subgraph with');
  expect(text(report)).not.toContain('not drawn');
  const [point] = report.roofline.points;
  const silent = { ...report, roofline: { ...report.roofline, points: [{ ...point, macsPerByte: null }] } };
  expect(text(silent)).toContain('1 point without any such byte is not drawn');
});

it('structure: the picture with a key', () => {
  expect(structureSection(report).body.text).toMatch(/on-bpu.*on-cpu.*<svg /s);
});

it('what binds has a colour of its own', () => {
  const chips = (['MAC', 'DDR', 'vector', 'dispatch', 'nothing'] as const).map((binds) => bindChip(binds).text);
  expect(new Set(chips.map((chip) => /chip (\w+)"/.exec(chip)?.[1])).size).toBe(5);
});
