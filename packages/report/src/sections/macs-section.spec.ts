import { sampleNodes, sampleRecord } from '../sample-record.fixture';
import { macsSection } from './macs-section';

const [node] = sampleNodes(8);
const of = (...macs: readonly (number | undefined)[]) =>
  macsSection(
    sampleRecord({
      nodes: macs.map((count, i) => ({ ...node, node: `n${i}`, on: i === 0 ? 'CPU' : 'BPU', macs: count })),
    }),
  );
const bars = (text = '') =>
  [...text.matchAll(/<rect class="(\w+)" x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
    ([, on, ...numbers]) => ({ on, numbers: numbers.map(Number) }),
  );

it('has a titled, linked bar per node that multiplies, as high as its work', () => {
  const text = of(1000, undefined, 2000, 0)?.body.text ?? '';
  const [first, second] = bars(text);
  expect(bars(text).map(({ on }) => on)).toEqual(['cpu', 'bpu']);
  expect(second.numbers[3]).toBeCloseTo(2 * first.numbers[3]);
  expect(second.numbers[1] + second.numbers[3]).toBeCloseTo(222);
  expect(text).toContain('<a href="#n2">');
  expect(text).toContain('<title>n2 (BPU, HzSQuantizedConv)\n2 k MACs, 66.7 %</title>');
});

it('shows the least work as a sliver', () => {
  expect(bars(of(1, 1e12)?.body.text).map(({ numbers }) => numbers[3])).toEqual([1, 210]);
});

it('shows the largest neighbours of a huge model', () => {
  const text = of(...Array.from({ length: 5000 }, (_, i) => (i === 3217 ? 7_000_000 : i % 3)))?.body.text ?? '';
  expect(bars(text)).toHaveLength(400);
  expect(text).toContain('<title>n3217 (BPU');
  expect(text).toContain('the largest of up to 13 neighbours');
});

it('is absent where nothing is multiplied', () => {
  expect(of(0, undefined)).toBeUndefined();
  expect(of()).toBeUndefined();
});
