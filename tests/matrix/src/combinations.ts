import { runtimeTypesFor } from '@openbpu/config';
import { marches } from '@openbpu/pipeline';
import { type RuntimeType, TENSOR_ORDERS, TRAINING_TYPES, type TensorOrder, type TrainingType } from '@openbpu/tensor';

/** One way to write an input in a recipe. */
export interface Combination {
  readonly march: string;
  readonly typeTrain: TrainingType;
  readonly typeRt: RuntimeType;
  readonly layoutTrain: TensorOrder;
  /** Undefined: the key is not written. */
  readonly layoutRt: TensorOrder | undefined;
  readonly first: 1 | 3;
  readonly rank: 2 | 3 | 4 | 5;
}

/** The full product of what the recipe keys of an input can say, without what the rules of a march refuse. */
export function combinations(): Combination[] {
  const all: Combination[] = [];
  for (const { march, recipe } of marches())
    for (const typeTrain of TRAINING_TYPES)
      for (const typeRt of runtimeTypesFor(typeTrain))
        for (const layoutTrain of TENSOR_ORDERS)
          for (const layoutRt of typeRt === 'nv12' ? [undefined] : [undefined, ...TENSOR_ORDERS])
            for (const first of [1, 3] as const)
              for (const rank of typeTrain === 'featuremap' ? ([2, 3, 4, 5] as const) : ([4] as const)) {
                const refused = recipe.refusedInputs.some(
                  (rule) => rule.typeRt === typeRt && (rule.layoutRt === undefined || rule.layoutRt === layoutRt),
                );
                if (!refused) all.push({ march, typeTrain, typeRt, layoutTrain, layoutRt, first, rank });
              }
  return all;
}

/** A selection in which every two values of two keys that can stand together do. The same on every run. */
export function pairwise(all: readonly Combination[]): Combination[] {
  const pairsOf = (one: Combination) => {
    const entries = Object.entries(one).map(([key, value]) => `${key}=${value}`);
    return entries.flatMap((a, i) => entries.slice(i + 1).map((b) => `${a} ${b}`));
  };
  const left = new Set(all.flatMap(pairsOf));
  const chosen: Combination[] = [];
  while (left.size > 0) {
    const news = all.map((one) => pairsOf(one).filter((pair) => left.has(pair)).length);
    const best = all[news.indexOf(Math.max(...news))];
    chosen.push(best);
    for (const pair of pairsOf(best)) left.delete(pair);
  }
  return chosen;
}

export function titleOf(one: Combination): string {
  const layouts = `${one.layoutTrain} as ${one.layoutRt ?? 'unset'}`;
  return `${one.march}: ${one.typeRt} for ${one.typeTrain}, ${layouts}, first dimension ${one.first}, rank ${one.rank}`;
}
