import { perTensor, tensorType } from '@openbpu/tensor';
import { moved } from './moved';

describe('moved', () => {
  it('keeps the element type and a scale of the whole tensor', () => {
    expect(moved(tensorType('int8', [2, 3], 'none', perTensor(0.5)), [6], 'none')).toEqual(
      tensorType('int8', [6], 'none', perTensor(0.5)),
    );
    expect(moved(tensorType('int64', [4]), [2, 2], 'none')).toEqual(tensorType('int64', [2, 2]));
  });

  it('drops scales per channel', () => {
    const perChannel = { scale: Float32Array.of(1, 2), axis: 0 };
    expect(moved(tensorType('int32', [2, 3], 'none', perChannel), [6], 'none')).toEqual(tensorType('int32', [6]));
  });
});
