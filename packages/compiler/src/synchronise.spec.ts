import type { Instruction } from '@openbpu/machine';
import { synchronise } from './synchronise';

const load: Instruction<string> = { kind: 'load', x: 'a', y: 'b' };
const fill: Instruction<string> = { kind: 'fill', y: 'b', value: 0 };

describe('synchronise', () => {
  it('puts a token wherever the queue changes', () => {
    expect(synchronise([load, load, fill, load])).toEqual([load, load, { kind: 'sync', from: 'dma', to: 'vector' }, fill, { kind: 'sync', from: 'vector', to: 'dma' }, load]);
  });

  it('leaves one queue alone', () => {
    expect(synchronise([fill, fill])).toEqual([fill, fill]);
    expect(synchronise([])).toEqual([]);
  });
});
