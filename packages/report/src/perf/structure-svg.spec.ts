import { sampleReport } from './sample-report.fixture';
import { structureSvg } from './structure-svg';

const { structure } = sampleReport();

it('draws the BPU in dark cyan and the CPU in gray, each by its name and time', () => {
  const { text } = structureSvg(structure).svg;
  const node = (on: string) => new RegExp(`<g class="node ${on}">.*?</g>`, 's').exec(text)?.[0] ?? '';
  expect(node('bpu')).toContain('fill="#008b8b"');
  expect(node('bpu')).toContain('>BPU_NET_subgraph_0</text>');
  expect(node('bpu')).toContain('>3.42556 ms</text>');
  expect(node('cpu')).toContain('fill="#808080"');
  expect(node('input')).not.toContain(' ms</text>');
  expect(text).toContain('>float32 1x3</text>');
  expect(text.match(/marker-end/g)).toHaveLength(4);
});

it('is as large as it says, with paper under it where that is asked for', () => {
  const { svg, width, height } = structureSvg(structure, '#ffffff');
  expect(svg.text).toContain(`viewBox="0 0 ${width} ${height}"`);
  expect(svg.text).toContain(`<rect width="${width}" height="${height}" fill="#ffffff"/>`);
  expect(structureSvg(structure).svg.text).not.toContain('paint-order');
});

it('escapes names, shortens long ones, and says how many it leaves out', () => {
  const label = `<${'x'.repeat(200)}>`;
  const nodes = Array.from({ length: 603 }, (_, i) => ({ id: `${i}`, label, on: 'CPU' as const, latencyUs: 0 }));
  const { text } = structureSvg({ nodes, edges: [] }).svg;
  expect(structureSvg({ nodes: nodes.slice(0, 601), edges: [] }).svg.text).toContain('… and 1 more');
  expect(structureSvg({ nodes: nodes.slice(0, 600), edges: [] }).svg.text).not.toContain(' more');
  expect(text).not.toContain('<xx');
  expect(text).toMatch(/>&lt;x{20}…x+&gt;<\/text>/);
  expect(text).toContain('… and 3 more');
});
