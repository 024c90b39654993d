import { float32, int64, int8, perTensor, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Identity } from './Identity';

describe('Identity', () => {
  it('gives its input, of any type', () => {
    const x = int64([2], [1, -2]);
    expect(Identity.eval([x], {})).toEqual([x]);
    const type = tensorType('int8', [1, 2, 3, 3], 'NHWC', perTensor(0.5));
    expect(Identity.infer([type], {})).toEqual([type]);
    expect(() => Identity.infer([undefined], {})).toThrow('Identity takes one tensor');
  });

  it('leaves the integers alone, unless their scale changes', () => {
    const operand = { x: float32([2], [1, -64]), scale: 0.5 };
    expect(new SiteRecorder(Identity, {}, [operand], [0.5]).run()).toEqual([int8([2], [2, -128])]);
    expect(new SiteRecorder(Identity, {}, [operand], [1]).run()).toEqual([int8([2], [1, -64])]);
  });
});
