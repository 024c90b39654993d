import { type IntegerForm, type OpDef, defineOp } from '@openbpu/ir';
import * as z from 'zod';
import { activationAttrs, attrsOf } from './attrs';
import { inferBinary, mapBinary } from './binary';

const attrs = z.object(activationAttrs);

export type ActivationAttrs = z.infer<typeof attrs>;

/** The float form of a binary op that carries a folded activation `min`, `max`: `clamp(fround(f(a, b)), min, max)`. */
export function defineActivatedBinary(spec: {
  readonly name: string;
  readonly summary: string;
  readonly integer: IntegerForm<ActivationAttrs>;
  readonly f: (a: number, b: number) => number;
}): OpDef<ActivationAttrs> {
  const { name, summary, f, integer } = spec;
  return defineOp<ActivationAttrs>({
    name,
    summary,
    accuracy: 'exact',
    realAttrs: ['min', 'max'],
    parseAttrs: attrsOf(attrs),
    infer: (inputs) => [inferBinary(name, inputs)],
    eval: (inputs, { min, max }) => [mapBinary(inputs, (a, b) => Math.min(Math.max(f(a, b), min), max))],
    integer,
  });
}
