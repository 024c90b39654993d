import type { InferResult } from '@openbpu/pipeline';
import { isScoreList } from '@openbpu/pipeline/light';

/**
 * What `infer` tells of its result, a line each: the best classes where the first output is a list of scores, every
 * output with its type and shape where it is none, how integers stand for reals, and where the outputs were saved.
 * `writes` is the flag that writes them, as it is told where it was not given.
 */
export function inferLines(
  { outputs, top5, saved }: Pick<InferResult, 'outputs' | 'top5' | 'saved'>,
  {
    image,
    save,
    writes = '--save DIR writes every output as a .npy file',
  }: { readonly image?: string; readonly save?: string; readonly writes?: string },
): string[] {
  const [first] = outputs;
  const none = isScoreList(first)
    ? 'The scores of the first output name no class'
    : 'The first output is no list of class scores';
  const advice = save === undefined && writes !== '' ? `; ${writes}` : '';
  const told =
    isScoreList(first) && top5.length > 0
      ? [
          image === undefined ? 'The best classes of the first output:' : 'The input picture is classified to be:',
          ...top5.map(({ label, probability }) => `label ${String(label).padStart(3)}, prob ${probability.toFixed(5)}`),
        ]
      : [
          `${none}${advice}:`,
          ...outputs.map(({ name, dtype, shape }) => `output ${name}: ${dtype} ${shape.join('x')}`),
        ];
  const scaled = outputs.flatMap(({ name, dtype, quant }) =>
    quant ? [`output ${name} is ${dtype}: a real number is ${realOf(quant)}`] : [],
  );
  return saved.length === 0
    ? [...told, ...scaled]
    : [...told, ...scaled, `${saved.length} ${saved.length === 1 ? 'output' : 'outputs'} saved in ${save}`];
}

/** How an integer becomes a real number, in words. */
function realOf({ scale = [], axis, zero }: NonNullable<InferResult['outputs'][number]['quant']>): string {
  const shifted = zero?.some((each) => each !== 0);
  if (scale.length === 1) return `${shifted ? `(integer - ${zero?.[0]})` : 'integer'} * ${scale[0]}`;
  const integer = shifted ? '(integer - zero)' : 'integer';
  return `${integer} * scale, of which there is one for each index of axis ${axis ?? 1}`;
}
