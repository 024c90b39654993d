import { DiagnosticError } from '@openbpu/diagnostics';
import { DEFAULT_BUDGET, Meter, WEIGHTS, budgetTimes } from '@openbpu/guard';
import { type Program, type Region, encodeProgram } from '@openbpu/machine';
import { type Tensor, int32, int8 } from '@openbpu/tensor';
import { Machine, simulate } from './machine';

describe('machine', () => {
  const at = (offset: number): Region => ({ space: 'ddr', offset, dtype: 'int8', shape: [4], strides: [1] });

  /** x + 1 → a, a + 1 → y; `a` is overwritten by the last instruction. */
  const PROGRAM: Program = {
    name: 'p',
    march: 'm',
    memory: { ddr: 32, sram: 0, const: 4 },
    tensors: [
      { name: 'x', space: 'ddr', offset: 0, dtype: 'int8', shape: [4], layout: 'linear', ready: 0 },
      { name: 'a', space: 'ddr', offset: 8, dtype: 'int8', shape: [4], layout: 'linear', ready: 1 },
      { name: 'y', space: 'ddr', offset: 16, dtype: 'int8', shape: [2, 2], layout: 'linear', ready: 2 },
    ],
    inputs: ['x'],
    outputs: ['y'],
    calls: [
      { name: 'c0', instructions: [add(at(0), at(8))] },
      {
        name: 'c1',
        instructions: [
          add(at(8), at(16)),
          { kind: 'sync', from: 'vector', to: 'dma' },
          { kind: 'fill', y: at(8), value: 99 },
        ],
      },
    ],
  };

  function add(a: Region, y: Region) {
    return {
      kind: 'eltwise',
      fn: 'add',
      a,
      b: { ...at(0), space: 'const' },
      y,
      ma: 1,
      mb: 1,
      low: -128,
      high: 127,
    } as const;
  }

  const run = (inputs: readonly [string, Tensor][], taps?: readonly string[]) =>
    new Machine(PROGRAM, Uint8Array.of(1, 1, 1, 1)).run(new Map(inputs), taps ? { taps } : {});

  function code(action: () => unknown): string {
    try {
      action();
    } catch (error) {
      if (error instanceof DiagnosticError) return error.diagnostics[0].code;
      throw error;
    }
    return 'none';
  }

  describe('Machine', () => {
    it('runs all calls in order and gives the outputs', () => {
      expect(run([['x', int8([4], [0, 1, 126, 127])]])).toEqual(new Map([['y', int8([2, 2], [2, 3, 127, 127])]]));
    });

    it('taps a tensor at the moment it is complete, inputs included', () => {
      const tapped = run([['x', int8([4], [0, 1, 126, 127])]], ['a', 'x']);
      expect(tapped.get('a')).toEqual(int8([4], [1, 2, 127, 127]));
      expect(tapped.get('x')).toEqual(int8([4], [0, 1, 126, 127]));
    });

    it('starts each run afresh', () => {
      const machine = new Machine(PROGRAM, Uint8Array.of(1, 1, 1, 1));
      const first = machine.run(new Map([['x', int8([4], [5, 5, 5, 5])]]));
      machine.run(new Map([['x', int8([4], [-128, -128, -128, -128])]]));
      expect(machine.run(new Map([['x', int8([4], [5, 5, 5, 5])]]))).toEqual(first);
      expect(first.get('y')).toEqual(int8([2, 2], [7, 7, 7, 7]));
    });

    it('gives every core on-chip memory of its own', () => {
      const chip = (offset: number): Region => ({ ...at(offset), space: 'sram' });
      const load = { kind: 'load', x: at(0), y: chip(3) } as const;
      const fill = { kind: 'fill', y: chip(3), value: 9 } as const;
      const store = (to: number) => ({ kind: 'store', x: chip(3), y: at(to) }) as const;
      const shared: Program = {
        ...PROGRAM,
        cores: 3,
        memory: { ...PROGRAM.memory, sram: 7 },
        tensors: PROGRAM.tensors.map((tensor) => ({ ...tensor, ready: tensor.name === 'x' ? 0 : 6 })),
        outputs: ['y', 'a'],
        calls: [
          { name: 'c0', instructions: [load, fill, fill], cores: [1, 0, 2] },
          { name: 'c1', instructions: [store(16), store(8), load], cores: [1, 2, 0] },
        ],
      };
      const results = new Machine(shared, Uint8Array.of(1, 1, 1, 1)).run(new Map([['x', int8([4], [1, 2, 3, 4])]]));
      expect(results).toEqual(
        new Map([
          ['y', int8([2, 2], [1, 2, 3, 4])],
          ['a', int8([4], [9, 9, 9, 9])],
        ]),
      );
      const bytes = 32 + 3 * 16 + 4;
      const metered = (limit: number) =>
        code(() => new Machine(shared, Uint8Array.of(1, 1, 1, 1), new Meter({ ...DEFAULT_BUDGET, bytes: limit })));
      expect([metered(bytes), metered(bytes - 1)]).toEqual(['none', 'GRD004']);
    });

    it('says what does not fit the program', () => {
      expect(code(() => new Machine(PROGRAM, new Uint8Array(3)))).toBe('SIM001');
      const huge = { ...PROGRAM, memory: { ddr: 2 ** 32, sram: 2 ** 32, const: 4 } };
      expect(code(() => new Machine(huge, new Uint8Array(4)))).toBe('GRD004');
      expect(code(() => new Machine(huge, new Uint8Array(4), new Meter(budgetTimes(100))))).toBe('SIM005');
      expect(code(() => run([]))).toBe('SIM002');
      expect(code(() => run([['x', int8([2, 2], [0, 0, 0, 0])]]))).toBe('SIM003');
      expect(code(() => run([['x', int32([4], [0, 0, 0, 0])]]))).toBe('SIM003');
      expect(code(() => run([['x', int8([4], [0, 0, 0, 0])]], ['b']))).toBe('SIM004');
    });
  });

  it('counts what a run takes, instructions of the plain loops at their weight', () => {
    const spent = (program: Program) => {
      for (let work = 1; ; work++) {
        const meter = new Meter({ ...DEFAULT_BUDGET, work });
        if (code(() => new Machine(program, Uint8Array.of(1, 1, 1, 1), meter)) === 'none') return work;
      }
    };
    const kernels = spent(PROGRAM);
    expect(kernels).toBe((4 + 4 + 1 + 4) * WEIGHTS.kernelElement);
    const overlapping = { ...PROGRAM, calls: [{ name: 'c0', instructions: [add(at(8), at(9))] }] };
    const tensors = PROGRAM.tensors.map((tensor) => ({ ...tensor, ready: 0 }));
    expect(spent({ ...overlapping, tensors })).toBe(4 * WEIGHTS.plain);
  });
});

describe('simulate', () => {
  const PROGRAM: Program = {
    name: 'p',
    march: 'm',
    memory: { ddr: 8, sram: 0, const: 0 },
    tensors: [
      { name: 'x', space: 'ddr', offset: 0, dtype: 'int8', shape: [2], layout: 'linear', ready: 0 },
      { name: 'y', space: 'ddr', offset: 4, dtype: 'int8', shape: [2], layout: 'linear', ready: 1 },
    ],
    inputs: ['x'],
    outputs: ['y'],
    calls: [
      {
        name: 'c',
        instructions: [
          {
            kind: 'move',
            x: { space: 'ddr', offset: 0, dtype: 'int8', shape: [2], strides: [1] },
            y: { space: 'ddr', offset: 4, dtype: 'int8', shape: [2], strides: [1] },
          },
        ],
      },
    ],
  };

  describe('simulate', () => {
    it('runs encoded programs', () => {
      const x = int8([2], [-128, 127]);
      expect(simulate(encodeProgram(PROGRAM), new Uint8Array(), new Map([['x', x]])).get('y')).toEqual(x);
    });

    it('refuses damaged ones', () => {
      expect(() => simulate(encodeProgram(PROGRAM).subarray(0, 20), new Uint8Array(), new Map())).toThrow(/MAC003/);
    });
  });
});
