import type { GraphView } from '@openbpu/ir';
import type { QuantParams } from '@openbpu/tensor';
import * as z from 'zod';

const KEY = 'openbpu.outputs';

/** How the integers of an output stand for reals, (q - zero) * scale: one of each, or one for each index of `axis`. */
export interface OutputMetadata {
  readonly name: string;
  readonly dtype: string;
  readonly scale: readonly number[];
  readonly axis?: number;
  readonly zero?: readonly number[];
}

const schema: z.ZodType<OutputMetadata[]> = z.array(
  z.strictObject({
    name: z.string(),
    dtype: z.string(),
    scale: z.array(z.number()).min(1),
    axis: z.int().min(0).exactOptional(),
    zero: z.array(z.int()).min(1).exactOptional(),
  }),
);

/** The outputs whose integers stand for reals, as metadata of a quantised model file; none where there are none. */
export function describeOutputs(graph: GraphView): Record<string, string> {
  const described = graph.outputs.flatMap((name): OutputMetadata[] => {
    const { dtype, quant } = graph.value(name).type;
    return quant ? [{ name, dtype, ...plain(quant) }] : [];
  });
  return described.length > 0 ? { [KEY]: JSON.stringify(described) } : {};
}

/** The description a model file carries, by output; empty for a file that has none, or one this tool did not write. */
export function readOutputMetadata(metadata: Readonly<Record<string, string>>): ReadonlyMap<string, OutputMetadata> {
  try {
    return new Map(schema.parse(JSON.parse(metadata[KEY] ?? '[]')).map((each) => [each.name, each]));
  } catch {
    return new Map();
  }
}

function plain({ scale, axis, zero }: QuantParams) {
  return {
    scale: Array.from(scale),
    ...(axis === undefined ? {} : { axis }),
    ...(zero === undefined ? {} : { zero: Array.from(zero) }),
  };
}
