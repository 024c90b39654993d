import { debugPage } from './debug-page';
import { GUIDE_RANKS, NODE_OUTPUT, WEIGHT, channelsOf, errorsOf } from './findings.fixture';

const parts = { title: 'accuracy', model: './<calibrated>.onnx', tool: 'OpenBPU 1' };
const all = {
  sensitivities: [GUIDE_RANKS, { ...GUIDE_RANKS, kind: 'weight' as const }],
  distributions: [NODE_OUTPUT, WEIGHT],
  channels: [channelsOf(4000)],
  errors: [errorsOf(3)],
};
const probesOf = (text: string) =>
  JSON.parse(/id="probes-data">(.*?)<\/script>/.exec(text)?.[1] ?? '') as { says: string[] }[][];

it('has a section for everything that was found', () => {
  const text = debugPage(parts, all);
  const titles = Array.from(text.matchAll(/<h2>(.*?)<\/h2>/g), ([, title]) => title);
  expect(titles).toEqual([
    'Sensitivity: node',
    'Sensitivity: weight',
    'Accumulated error',
    'Distributions',
    'Channels',
  ]);
  expect(text).toContain('of ./&lt;calibrated&gt;.onnx');
  expect(text.match(/<figure/g)).toHaveLength(4);
  expect(text.match(/data-view="linear" hidden/g)).toHaveLength(2);
  expect(text).toContain('<code>Conv_3</code>');
  expect(text).not.toMatch(/src=|href="http/);
});

it('says of every figure what is where, in their order', () => {
  const probes = probesOf(debugPage(parts, all));
  expect(probes.map((figure) => figure.length)).toEqual([1, 3, 2, 1]);
  expect(probes[0][0].says[2]).toMatch(/^Conv_2: /);
  expect(probes[3][0].says).toHaveLength(4000);
});

it('keeps box plots as wide as the page', () => {
  expect(debugPage(parts, { channels: [channelsOf(4000)] })).toContain(
    '<svg xmlns="http://www.w3.org/2000/svg" width="960"',
  );
});

it('shows only what there is, and the same bytes for the same', () => {
  expect(debugPage(parts, { errors: [errorsOf(3)] }).match(/<h2>/g)).toHaveLength(1);
  expect(debugPage(parts, {})).not.toContain('<section');
  expect(debugPage(parts, all)).toBe(debugPage(parts, all));
});
