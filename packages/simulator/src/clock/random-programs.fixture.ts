import * as fc from 'fast-check';
import { type Instruction, type Program, QUEUES } from '@openbpu/machine';
import { constant, read, together } from './clock.fixture';

const SLOTS = 6;

/** Where one place for constants begins behind another. */
export const SLOT_BYTES = 16;

const slot = fc.nat(SLOTS - 1);
const instruction = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('constant' as const), slot, bytes: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('map' as const), slot }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      queue: fc.constantFrom('tensor' as const, 'vector' as const),
      slots: fc.array(slot, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('token' as const),
      from: fc.constantFrom(...QUEUES),
      to: fc.constantFrom(...QUEUES),
      of: fc.constantFrom(0, 1),
    }),
  },
);

type Drawn = typeof instruction extends fc.Arbitrary<infer T> ? T : never;

const made = (drawn: Drawn, core: number, cores: number): Instruction => {
  if (drawn.kind === 'constant') return constant(drawn.slot * SLOT_BYTES, drawn.bytes);
  if (drawn.kind === 'map') return constant(drawn.slot * SLOT_BYTES, 4, 'ddr');
  if (drawn.kind === 'read') return read(drawn.queue, ...drawn.slots.map((each) => [each * SLOT_BYTES, 1] as const));
  const { from, to, of } = drawn;
  return cores > 1 && of !== core ? { kind: 'wait', core: of, from, to } : { kind: 'sync', from, to };
};

/** Programs of a call or two for so many cores: loads, what reads them, and tokens wherever they come to lie. */
export const programs = (cores: readonly number[]): fc.Arbitrary<Program> =>
  fc
    .tuple(
      fc.constantFrom(...cores),
      fc.array(fc.array(fc.tuple(fc.nat(1), instruction), { maxLength: 24, size: 'max' }), {
        minLength: 1,
        maxLength: 2,
      }),
    )
    .map(([count, calls]) =>
      together(
        count,
        ...calls.map((call) =>
          call.map(([of, drawn]) => {
            const core = of % count;
            return [core, made(drawn, core, count)] as const;
          }),
        ),
      ),
    );
