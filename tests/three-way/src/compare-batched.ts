import { Concat } from '@openbpu/ops';
import { batched } from '@openbpu/passes';
import { type Feeds, ReferenceExecutor } from '@openbpu/runtime';
import { type Tensor, countMismatches, sameShape } from '@openbpu/tensor';
import { patternTensor } from './patterns';
import type { DrawnCase } from './quantise-drawn';

/**
 * What several items at once give other than each alone, one line an output; undefined where the graph has no such
 * form.
 */
export async function compareBatched(
  { quantized }: Pick<DrawnCase, 'quantized'>,
  items: number,
  seed: number,
): Promise<readonly string[] | undefined> {
  const several = batched(quantized, items);
  if ('mixes' in several) return undefined;
  const feeds = Array.from({ length: items }, (_, item): Feeds => {
    const of = (id: string, i: number) => patternTensor(quantized.value(id).type, 'random', seed + 31 * item + i);
    return new Map(quantized.inputs.map((id, i) => [id, of(id, i)]));
  });
  const alone: Feeds[] = [];
  for (const feed of feeds) alone.push(await new ReferenceExecutor(quantized).run(feed));
  const found = await new ReferenceExecutor(several).run(stacked(feeds));
  const wanted = stacked(alone);
  return quantized.outputs.flatMap((id) => {
    const given = found.get(id)!;
    const isOfItems = !sameShape(several.value(id).type.shape, quantized.value(id).type.shape);
    const expected = isOfItems ? wanted.get(id)! : alone[0].get(id)!;
    if (!sameShape(given.shape, expected.shape)) return [`${id} is [${given.shape.join('x')}]`];
    const mismatches = countMismatches(expected, given);
    return mismatches > 0 ? [`${id}: ${mismatches} of ${given.data.length}`] : [];
  });
}

function stacked(items: readonly Feeds[]): Map<string, Tensor> {
  const names = [...items[0].keys()];
  return new Map(
    names.map((name) => [
      name,
      Concat.eval(
        items.map((item) => item.get(name)!),
        { axis: 0 },
      )[0],
    ]),
  );
}
