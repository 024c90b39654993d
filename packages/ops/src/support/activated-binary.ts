import { type AnyOp, type OpDef, type QuantiseSite, defineOp } from '@openbpu/ir';
import { z } from 'zod';
import { activationAttrs, attrsOf } from './attrs';
import { inferBinary, mapBinary } from './binary';

const attrs = z.object(activationAttrs);

export type ActivationAttrs = z.infer<typeof attrs>;

/** The float form of a binary op that carries a folded activation `min`, `max`: `clamp(fround(f(a, b)), min, max)`. */
export function defineActivatedBinary(spec: {
  readonly name: string;
  readonly summary: string;
  readonly integer: AnyOp;
  readonly f: (a: number, b: number) => number;
  readonly quantise: (site: QuantiseSite<ActivationAttrs>) => readonly string[];
}): OpDef<ActivationAttrs> {
  const { name, summary, f, quantise } = spec;
  return defineOp<ActivationAttrs>({
    name,
    summary,
    accuracy: 'exact',
    bpuType: spec.integer.name,
    realAttrs: ['min', 'max'],
    parseAttrs: attrsOf(attrs),
    infer: (inputs) => [inferBinary(name, inputs)],
    eval: (inputs, { min, max }) => [mapBinary(inputs, (a, b) => Math.min(Math.max(f(a, b), min), max))],
    quantise,
  });
}
