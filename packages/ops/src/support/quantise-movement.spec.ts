import { float32 } from '@openbpu/tensor';
import { Concat } from '../float/Concat';
import { quantiseMovement } from './quantise-movement';
import { SiteRecorder } from './site-recorder.fixture';

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
});
