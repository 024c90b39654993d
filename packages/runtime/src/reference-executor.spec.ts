import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type FragmentRunner, ReferenceExecutor } from './reference-executor';

const TEXT = `input x: float32[1x2] NCHW
const s: float32[] = [0.5]
r: a = Relu(x) cpu "asked"
m: b = Reshape(a) {shape: [2]} cpu "moves"
q: c = HzQuantize(b, s) cpu "enters"
t: d = HzLut(c, l) bpu id(0) int8/int8
output d`.replace('r: a', 'const l: int8[256] = splat 7\nr: a');
const graph = parseGraph(TEXT, standardOps(), 'quantized');
const feeds = new Map([['x', float32([1, 2], [-0, 1])]]);

it('leaves what computes with floats on the CPU to the fragment runner, and nothing else', async () => {
  const asked: string[] = [];
  const run: FragmentRunner = async (node, _, inputs) => (asked.push(node.id), [inputs[0]!]);
  const results = await new ReferenceExecutor(graph, run).run(feeds, ['a']);
  expect(asked).toEqual(['r']);
  expect(Object.is(results.get('a')!.data[0], -0)).toBe(true);
  expect(Array.from(results.get('d')!.data, Number)).toEqual([7, 7]);
});

it('evaluates everything itself where there is no runner', async () => {
  const results = await new ReferenceExecutor(graph).run(feeds, ['a', 'c']);
  expect(Object.is(results.get('a')!.data[0], 0)).toBe(true);
  expect(Array.from(results.get('c')!.data, Number)).toEqual([0, 2]);
});

it('refuses a feed of another type', async () => {
  await expect(new ReferenceExecutor(graph).run(new Map([['x', float32([2], [1, 2])]]))).rejects.toThrow(
    'input "x" is',
  );
  await expect(new ReferenceExecutor(graph).run(new Map())).rejects.toThrow('is not fed');
});
