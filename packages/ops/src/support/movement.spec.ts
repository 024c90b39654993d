import { float32, int16, perTensor, tensorType } from '@openbpu/tensor';
import { Concat } from '../float/Concat';
import { moved, quantiseMovement } from './movement';
import { SiteRecorder } from './site-recorder.fixture';

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

describe('quantiseMovement', () => {
  it('brings every input to the output scale and emits the op itself under the name of the node', () => {
    const site = new SiteRecorder(
      Concat,
      { axis: 0 },
      [{ x: float32([2], [1, -2]), scale: 0.5 }, { x: float32([1], [3]), scale: 1 }, { constant: float32([1], [-4]) }],
      [0.5],
    );
    const [id] = quantiseMovement(site, Concat, { axis: 0 });
    expect(Array.from(site.value(id).data as Int8Array)).toEqual([2, -4, 6, -8]);
    expect(site.emitted.map((node) => [node.id, node.op.name])).toEqual([
      ['node_requantise_1', 'HzRequantize'],
      ['node', 'Concat'],
    ]);
  });

  it('brings every input to the type of the output as well', () => {
    const site = new SiteRecorder(
      Concat,
      { axis: 0 },
      [
        { x: float32([2], [1, -2]), scale: 0.5 },
        { x: float32([1], [300]), scale: 0.5, dtype: 'int16' },
      ],
      [0.5],
      ['int16'],
    );
    const [id] = quantiseMovement(site, Concat, { axis: 0 });
    expect(site.value(id)).toEqual(int16([3], [2, -4, 600]));
    expect(site.emitted.map((node) => [node.id, node.attrs])).toEqual([
      ['node_requantise_0', { dtype: 'int16' }],
      ['node', { axis: 0 }],
    ]);
  });
});
