import type { Access, Buffer } from '../buffer';
import { inSram } from './in-sram';

describe('inSram', () => {
  it('puts other buffers in place of some', () => {
    const buffer = (name: string, space: Buffer['space']): Buffer => ({ name, space, bytes: 4 });
    const [a, b, c] = [buffer('a', 'ddr'), buffer('b', 'ddr'), buffer('b', 'sram')];
    const view = (of: Buffer): Access => ({ buffer: of, offset: 4, dtype: 'int8', shape: [4], strides: [1] });
    expect(inSram({ kind: 'move', x: view(a), y: view(b) }, new Map([[b, c]]))).toEqual({
      kind: 'move',
      x: view(a),
      y: view(c),
    });
  });
});
