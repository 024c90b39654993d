import type { LoweringRule } from '@openbpu/core';
import { Lane } from '@openbpu/runtime';
import { backend } from '@openbpu/backend-bayes-e';
import { compareDrawn } from './compare-drawn';
import { type DrawnCase, quantiseDrawn } from './quantise-drawn';

/** A case with a requantising convolution. */
async function withConvolution(): Promise<DrawnCase> {
  for (let seed = 0; ; seed++) {
    const drawn = await quantiseDrawn(seed, 3).catch(() => undefined);
    if (drawn?.quantized.nodes.some(({ op, inputs }) => op.name === 'HzSQuantizedConv' && inputs.length === 4))
      return drawn;
  }
}

/** A compiler that forgets everything above 0 behind a convolution. */
function wrong(rule: LoweringRule): LoweringRule {
  if (rule.op.name !== 'HzSQuantizedConv') return rule;
  return {
    ...rule,
    lower: (node, graph) => rule.lower({ ...node, attrs: { ...(node.attrs as object), high: 0 } }, graph),
  };
}

it('sees where one executor computes something else', async () => {
  const lane = new Lane();
  try {
    const drawn = await withConvolution();
    expect((await compareDrawn(drawn, lane, 1)).mismatches).toEqual([]);
    const { mismatches } = await compareDrawn(
      { ...drawn, backend: { ...backend, lowering: backend.lowering.map(wrong) } },
      lane,
      1,
    );
    expect(mismatches).toEqual(expect.arrayContaining([expect.stringMatching(/^\w+ bin .*: \d+ of \d+$/)]));
    expect(mismatches.filter((line) => line.includes(' onnx '))).toEqual([]);
  } finally {
    await lane.close();
  }
});

it('leaves out what ONNX Runtime leaves open, and says how much', async () => {
  const lane = new Lane();
  try {
    const drawn = await quantiseDrawn(300709, 13);
    const { mismatches, open } = await compareDrawn(drawn, lane, 300709);
    expect(mismatches).toEqual([]);
    expect(open).toBeGreaterThan(0);
  } finally {
    await lane.close();
  }
});
