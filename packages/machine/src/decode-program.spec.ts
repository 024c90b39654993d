import * as fc from 'fast-check';
import { DiagnosticError } from '@openbpu/diagnostics';
import { decodeProgram } from './decode-program';
import { together } from './cores.fixture';
import { encodeProgram } from './encode-program';
import { PROGRAM_VERSION } from './program-version';
import type { Instruction } from './instruction/instruction';
import type { Program } from './program';
import type { Region } from './region';

const dense = (space: Region['space'], offset: number, dtype: Region['dtype'], ...shape: number[]): Region => ({
  space,
  offset,
  dtype,
  shape,
  strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});

const small = fc.integer({ min: 1, max: 4 });
const at = fc.integer({ min: 0, max: 64 }).map((n) => n * 4);
const factor = fc.float({ noNaN: true, noDefaultInfinity: true });

const pointwise = fc.tuple(at, at, small, small, factor).map(([x, y, m, n, multiplier]): Instruction => ({
  kind: 'requant',
  x: dense('ddr', x, 'int32', m, n),
  y: dense('ddr', y, 'int8', m, n),
  multiplier,
  low: -128,
  high: 127,
}));
const convolution = fc
  .tuple(at, small, small, small, small, fc.boolean())
  .map(([offset, cin, cout, size, k, tail]): Instruction => ({
    kind: 'conv',
    x: dense('ddr', offset, 'int8', 1, size + k, size + k, cin),
    weights: dense('const', 0, 'int8', cout, k, k, cin),
    bias: dense('const', 256, 'int32', cout),
    ...(tail ? {} : { multiplier: dense('const', 512, 'float32', cout) }),
    y: dense('ddr', 1024, tail ? 'int32' : 'int8', 1, size + 1, size + 1, cout),
    kernel: [k, k],
    strides: [1, 1],
    dilations: [1, 1],
    pads: [0, 0, 0, 0],
    group: 1,
    low: tail ? -128 : 0,
    high: 127,
  }));
const copying = fc.tuple(at, at, small).map(([x, y, n]): Instruction => ({
  kind: 'load',
  x: dense('ddr', x, 'int16', n, 3),
  y: { ...dense('sram', y, 'int16', n, 3), strides: [7, 2] },
}));
const token = fc.constant<Instruction>({ kind: 'sync', from: 'dma', to: 'tensor' });

const programs = fc
  .record({
    name: fc.string(),
    march: fc.string(),
    tensors: fc.uniqueArray(fc.string(), { maxLength: 4 }).map((names) =>
      names.map(
        (name, i) =>
          ({
            name,
            space: 'ddr',
            offset: 16 * i,
            dtype: 'int8',
            shape: [1, 2, 2, 3],
            layout: 'NHWC',
            ready: 0,
          }) as const,
      ),
    ),
    calls: fc.array(
      fc.record({
        name: fc.string(),
        instructions: fc.array(fc.oneof(pointwise, convolution, copying, token), { maxLength: 5 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map((parts): Program => ({
    ...parts,
    memory: { ddr: 4096, sram: 4096, const: 4096 },
    inputs: parts.tensors.slice(0, 1).map((t) => t.name),
    outputs: parts.tensors.slice(1).map((t) => t.name),
  }))
  .map((program): Program =>
    program.name.length % 2 === 0
      ? program
      : {
          ...program,
          layers: { names: ['a', 'b'], of: program.calls.flatMap((call) => call.instructions.map((_, i) => i % 2)) },
        },
  );

/** Copies of several cores, which never write where they meet. */
const sharedPrograms = fc
  .array(
    fc.array(
      fc.tuple(
        fc.nat(2),
        fc.oneof(
          copying,
          token,
          fc.nat(2).map((core): Instruction => ({ kind: 'wait', core, from: 'dma', to: 'dma' })),
        ),
      ),
      { maxLength: 6 },
    ),
    { maxLength: 3 },
  )
  .map((calls): Program => {
    const kept = calls.map((call) => call.filter(([core, each]) => each.kind !== 'wait' || each.core !== core));
    return { ...together(...kept), cores: 3 };
  });

/** Whatever the bytes: a program, or a diagnostic of the machine. */
function survives(bytes: Uint8Array): Program | undefined {
  try {
    return decodeProgram(bytes);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    expect(error.diagnostics[0].code).toMatch(/^MAC\d{3}$/);
    return undefined;
  }
}

describe('decodeProgram', () => {
  it('gives back every program, and the same bytes again', () => {
    fc.assert(
      fc.property(fc.oneof(programs, sharedPrograms), (program) => {
        const bytes = encodeProgram(program);
        const decoded = decodeProgram(bytes);
        expect(decoded).toEqual(program);
        expect(encodeProgram(decoded)).toEqual(bytes);
      }),
    );
  });

  it('refuses every prefix of a program', () => {
    const [program] = fc.sample(programs, { numRuns: 1, seed: 7 });
    const bytes = encodeProgram(program);
    for (let length = 0; length < bytes.length; length++) expect(survives(bytes.subarray(0, length))).toBeUndefined();
  });

  it('survives damaged bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(programs, sharedPrograms),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
        (program, damages) => {
          const bytes = encodeProgram(program);
          for (const [where, value] of damages) bytes[where % bytes.length] = value;
          survives(bytes);
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        survives(noise);
        survives(Uint8Array.from([...Buffer.from('BPUP'), PROGRAM_VERSION, ...noise]));
      }),
      { numRuns: 500 },
    );
  });

  it('says what is wrong', () => {
    expect(() => decodeProgram(new Uint8Array())).toThrow(/MAC001/);
    expect(() => decodeProgram(Uint8Array.from([...Buffer.from('BPUP'), 77]))).toThrow(/MAC002.*version 77/);
    expect(() => decodeProgram(Uint8Array.from([...Buffer.from('BPUP'), PROGRAM_VERSION, 0, 0]))).toThrow(
      /MAC003.*byte/,
    );
    const [program] = fc.sample(programs, { numRuns: 1, seed: 7 });
    expect(() => decodeProgram(Uint8Array.from([...encodeProgram(program), 0]))).toThrow(/MAC003.*follow its end/);
  });
});
