import { OnnxOp } from '@openbpu/ops';
import { onnxAttrs } from './onnx-attrs';

describe('onnxAttrs', () => {
  it('tells real numbers from whole ones', () => {
    expect(
      OnnxOp.parseAttrs(onnxAttrs('LRN', { size: 5, bias: { float: 1 }, beta: { float: 0.1 } }, 'float32', [1, 2])),
    ).toEqual({
      domain: '',
      opType: 'LRN',
      opset: 17,
      attributes: { size: 5, bias: { float: 1 }, beta: { float: Math.fround(0.1) } },
      outputTypes: [{ dtype: 'float32', shape: [1, 2] }],
    });
  });

  it('lets the op refuse what is no number', () => {
    expect(() => OnnxOp.parseAttrs(onnxAttrs('LRN', { bias: { float: NaN } }, 'float32', []))).toThrow(TypeError);
  });
});
