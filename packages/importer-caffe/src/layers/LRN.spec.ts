import { OnnxOp } from '@openbpu/ops';
import { complaint, importLayer } from '../import-text.fixture';

describe('LRN', () => {
  it('becomes the ONNX operator', () => {
    const [node] = importLayer('LRN', 'lrn_param { local_size: 3 alpha: 0.0001 beta: 0.5 k: 2 }').graph.nodes;
    if (!OnnxOp.is(node)) throw new Error('expected an OnnxOp');
    expect(node.attrs).toMatchObject({
      opType: 'LRN',
      attributes: { size: 3, alpha: { float: Math.fround(0.0001) }, beta: { float: 0.5 }, bias: { float: 2 } },
      outputTypes: [{ dtype: 'float32', shape: [1, 2, 4, 4] }],
    });
  });

  it('refuses a region within a channel and an even size', () => {
    expect(complaint(() => importLayer('LRN', 'lrn_param { norm_region: WITHIN_CHANNEL }'))).toContain(
      'norm_region WITHIN_CHANNEL is not supported',
    );
    expect(complaint(() => importLayer('LRN', 'lrn_param { local_size: 4 }'))).toContain('local_size 4 is even');
  });
});
