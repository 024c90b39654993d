import * as fc from 'fast-check';
import type { OpDef, RawAttrs } from '@openbpu/ir';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import { SiteRecorder } from './site-recorder.fixture';

/**
 * A binary op's integer form stays within `steps` of the float result for the reals its int8 inputs stand for, over
 * random scales, broadcasting, both extremes and constants on either side.
 */
export function itQuantisesWithin<A>(
  op: OpDef<A>,
  raw: RawAttrs,
  steps: (sa: number, sb: number, sy: number) => number,
): void {
  const scale = fc.constantFrom(1 / 64, 0.1, 0.25, 1).map(Math.fround);
  const q = fc.array(fc.oneof(fc.integer({ min: -128, max: 127 }), fc.constantFrom(-128, 127)), {
    minLength: 6,
    maxLength: 6,
  });
  const broadcast = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 2, maxLength: 2 });

  it.each(['computed', 'constant b', 'constant a'])('has an integer form close to it, operands %s', (kind) => {
    fc.assert(
      fc.property(q, broadcast, scale, scale, scale, (qa, qb, sa, sb, sy) => {
        const a = real([1, 2, 3], qa, sa);
        const b = real([2, 1], qb, sb);
        const x = (tensor: Tensor, s: number, constant: boolean) =>
          constant ? { constant: tensor } : { x: tensor, scale: s };
        const site = new SiteRecorder(
          op,
          raw,
          [x(a, sa, kind === 'constant a'), x(b, sb, kind === 'constant b')],
          [sy],
        );
        const got = expectDType(site.run()[0], 'int8').data;
        const wanted = expectDType(site.reference()[0], 'float32').data;
        expect(site.emitted.map((node) => node.op.name)).toEqual([op.integer?.type]);
        got.forEach((value, i) =>
          expect(Math.abs(value - Math.min(Math.max(wanted[i] / sy, -128), 127))).toBeLessThanOrEqual(
            steps(sa, sb, sy),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
}

function real(shape: readonly number[], q: readonly number[], scale: number): Tensor<'float32'> {
  return float32(
    shape,
    q.map((value) => value * scale),
  );
}
