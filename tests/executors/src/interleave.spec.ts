import type { Instruction, Program, Region } from '@openbpu/machine';
import { interleave } from './interleave';

const at = (offset: number): Region => ({ space: 'sram', offset, dtype: 'int8', shape: [1], strides: [1] });
const load = (offset: number): Instruction => ({ kind: 'load', x: { ...at(0), space: 'const' }, y: at(offset) });
const fill = (offset: number): Instruction => ({ kind: 'fill', y: at(offset), value: 1 });
const program = (...instructions: Instruction[]): Program => ({
  name: 'p',
  march: 'm',
  memory: { ddr: 0, sram: 8, const: 1 },
  tensors: [],
  inputs: [],
  outputs: [],
  calls: [{ name: 'c', instructions }],
});
const order = (given: Program, last: boolean) =>
  interleave(given, (ready) => ready[last ? ready.length - 1 : 0])
    .calls[0].instructions.map(({ kind }) => kind)
    .join(' ');

describe('interleave', () => {
  it('lets a queue run ahead as far as the tokens let it', () => {
    expect(order(program(load(0), fill(1), load(2), fill(3)), false)).toBe('load load fill fill');
    expect(order(program(load(0), fill(1), load(2), fill(3)), true)).toBe('fill fill load load');
  });

  it('waits at a token for what was given before it', () => {
    const held = program(load(0), { kind: 'sync', from: 'dma', to: 'vector' }, load(1), fill(2));
    expect(order(held, true)).toBe('load fill load');
    expect(order(held, false)).toBe('load load fill');
  });
});
