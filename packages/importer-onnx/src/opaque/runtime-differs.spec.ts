import type { TensorType } from '@openbpu/tensor';
import { type Attribute, floats, imported, node, refused } from '../model.fixture';
import type { Probe } from './probe-fragment';

/** A scale below 0 keeps the operator one. */
const KEPT = { scale: { float: -1 } };
const attention = (attributes: Readonly<Record<string, Attribute>>, mask: string, outputs: readonly string[]) => ({
  nodes: [node('Attention', ['q', 'q', 'q', mask], outputs, { ...KEPT, ...attributes }, 'a')],
  inputs: { q: floats(1, 2, 4, 4), m: floats(4, 4) },
  outputs: [...outputs].filter((id) => id !== ''),
  opset: 23,
});
const probe: Probe = async () => new Array<TensorType>(4).fill(floats(1, 2, 4, 4));
const WITH_SCORES = ['y', '', '', 's'];

it.each([
  ['a softcap with a mask', { softcap: { float: 2 } }, 'm', ['y'], /softcap together with a mask/],
  ['a softcap that is causal', { softcap: { float: 2 }, is_causal: 1 }, '', ['y'], /softcap together/],
  ['scores after a mask', { qk_matmul_output_mode: 1 }, 'm', WITH_SCORES, /qk_matmul_output_mode 1/],
  ['scores before a softcap', { qk_matmul_output_mode: 1, softcap: { float: 2 } }, '', WITH_SCORES, /mode 1/],
  ['scores after a softcap and a mask', { qk_matmul_output_mode: 2 }, 'm', WITH_SCORES, /qk_matmul_output_mode 2/],
] as const)('refuses %s', async (_, attributes, mask, outputs, what) => {
  const [said] = await refused(attention(attributes, mask, outputs), {}, { probe });
  expect(said.code).toBe('IMO026');
  expect(said.message).toMatch(what);
  expect(said.at?.name).toBe('a');
});

it.each([
  ['a mask', { qk_matmul_output_mode: 1 }, 'm', ['y']],
  ['a softcap', { softcap: { float: 2 } }, '', ['y']],
  ['scores', { qk_matmul_output_mode: 0 }, 'm', WITH_SCORES],
  ['scores that nothing changes', { qk_matmul_output_mode: 1 }, '', WITH_SCORES],
  ['scores after the softmax', { qk_matmul_output_mode: 3 }, 'm', WITH_SCORES],
] as const)('takes %s', async (_, attributes, mask, outputs) => {
  const { graph } = await imported(attention(attributes, mask, outputs), {}, { probe });
  expect(graph.nodes.map(({ op }) => op.name)).toEqual(['OnnxOp']);
});
