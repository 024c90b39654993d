import { reals, float32, expectDType, int8, saturate, type Tensor } from '@openbpu/tensor';
import { bytesForIntermediate, intermediateOf } from '@openbpu/vision';
import { ALARM, MISTAKES, diagnose } from '../doctor';
import { CalibratedModel } from '../model/calibrated-model';
import { eachSample } from '../model/each-sample';
import type { Analysed } from '../model/switched-session';
import { bareNet } from './bare-net';
import type { Cause, CauseCure } from './cause';
import { type Refeed, errorAgainst } from './compared-runs';
import { percent, short } from './figures';
import type { Scale } from './measured-errors';
import { type PictureInput, type StatedInput, fedOtherwise, givenInput, pictureInput, pixelsOf } from './picture-input';

/** Samples that the doctor looks at, and those of them that the net is run with; for colours it is run with all. */
const LOOKED = 64;
const RUN = 8;

/** What is wrong in front of the net, and the model as it would be without it. */
export interface FeedingCauses {
  /** Parts are errors here, not yet shares: `share` is the drop of the error. */
  readonly causes: readonly Cause[];
  /** The error of everything, what is wrong in front of the net included; undefined where nothing is. */
  readonly error?: number;
  /** What the rest is looked for in. */
  readonly model: CalibratedModel;
}

/** What the files say of inputs, and how runs are counted. */
export interface FeedingLook {
  readonly inputs: readonly StatedInput[];
  readonly scale: Scale;
  onRun(): void;
}

/**
 * Looks for mistakes of preprocessing, as the doctor does, and measures what pictures lose as nv12. The first are
 * measured against the float model that is fed as it should be: everything else is then looked for in that one.
 */
export async function feedingCauses(analysed: Analysed, { inputs, scale, onRun }: FeedingLook): Promise<FeedingCauses> {
  const { graph } = analysed.model;
  const pictures = inputs.flatMap((stated) => pictureInput(graph, stated) ?? []);
  const nv12 = pictures.filter(({ typeRt }) => typeRt === 'nv12');
  const fed: Refeed = (feeds) =>
    new Map(
      [...feeds].map(([name, tensor]) => [name, nv12.some((each) => each.name === name) ? asNv12(tensor) : tensor]),
    );
  const found: Omit<Cause, 'share' | 'gains'>[] = [];
  let right = analysed.model;
  let cure: CauseCure | undefined;
  for (const input of pictures) {
    const mistake = await mistakeOf(analysed, input, onRun);
    const otherwise = mistake?.undone && fedOtherwise(right.graph, input, mistake.undone);
    if (!mistake) continue;
    found.push(mistake.told);
    cure = mistake.cure;
    if (otherwise) right = new CalibratedModel(otherwise);
  }
  if (right === analysed.model && nv12.length === 0)
    return { causes: found.map((each) => ({ ...each, share: 0, gains: [] })), model: right };
  const plain: Refeed = (feeds) => feeds;
  const error = await errorAgainst(analysed, right, scale, { fed, onRun });
  const causes: Cause[] = [];
  let before = error;
  if (cure && right !== analysed.model) {
    const after = await errorAgainst({ ...analysed, model: right }, right, scale, { fed, onRun });
    causes.push({ ...found[0], share: before - after, gains: [{ cure, before: error, after }] });
    before = after;
  }
  if (nv12.length > 0) {
    const after = await errorAgainst({ ...analysed, model: right }, right, scale, { fed: plain, onRun });
    const alone = right === analysed.model ? after : await errorAgainst(analysed, right, scale, { fed: plain, onRun });
    const [{ name, typeTrain }] = nv12;
    causes.push({
      kind: 'input-conversion',
      node: name,
      tensor: name,
      share: before - after,
      evidence: [
        `input "${name}" is fed as nv12, which keeps one U and one V of four pixels: ` +
          `${percent(await chromaLoss(analysed, name, scale.count))} of the energy of U and V is lost`,
      ],
      gains: [
        {
          cure: { key: 'input_type_rt', value: typeTrain, advice: 'pictures as the net was trained on them' },
          before: error,
          after: alone,
        },
      ],
      unmeasured: [],
    });
  }
  return { causes, error, model: right };
}

/** A mistake that the doctor finds with an input, if any. */
async function mistakeOf(analysed: Analysed, input: PictureInput, onRun: () => void) {
  const { model, samples, lanes } = analysed;
  const { graph } = model;
  const given = givenInput(graph, input);
  const all = await eachSample(samples, Math.min(samples.count, LOOKED), 1, async (feeds, i) => {
    const data = pixelsOf(input, reals(feeds.get(input.name)!));
    const others = new Map([...feeds].filter(([name]) => name !== input.name));
    return { sample: { file: String(i), data }, others: others as ReadonlyMap<string, Tensor> };
  });
  const { findings } = await diagnose({
    graph: bareNet(graph, [given.name]),
    patient: { input: given, samples: all.map(({ sample }) => sample) },
    others: all.map(({ others }) => others),
    lanes,
    runs: RUN,
    progress: onRun,
  });
  const [worst] = findings;
  if (!worst || worst.evidence < ALARM) return undefined;
  const { mistake, why, undone, evidence } = worst;
  const { key, value, advice = '' } = worst.cure;
  const { name } = input;
  const told = {
    kind: 'preprocessing' as const,
    node: name,
    tensor: name,
    evidence: [`${MISTAKES[mistake]} (evidence ${short(evidence)}, ${ALARM} is an alarm)`, ...why],
    unmeasured: ['thresholds are still those of the samples as they were given: convert anew'],
  };
  return { told, undone, cure: { key, ...(value === undefined ? {} : { value }), advice } };
}

/** What is left of a centred YUV444 tensor [N, 3, H, W] that goes through nv12. */
function asNv12(tensor: Tensor): Tensor {
  const { shape } = tensor;
  if (shape.length !== 4 || shape[2] % 2 !== 0 || shape[3] % 2 !== 0) return tensor;
  const whole = int8(
    shape,
    Int8Array.from(reals(tensor), (value) => saturate(value, -128, 127)),
  );
  const form = { typeRt: 'nv12', layout: 'NCHW' } as const;
  const back = intermediateOf(bytesForIntermediate(whole, form).data, shape, form);
  return tensor.dtype === 'float32' ? float32(shape, Float32Array.from(expectDType(back, 'int8').data)) : back;
}

/** The part of the energy of U and V that goes with nv12, over some samples. */
async function chromaLoss({ samples }: Analysed, name: string, count: number): Promise<number> {
  let [lost, all] = [0, 0];
  await eachSample(samples, count, 1, async (feeds) => {
    const tensor = feeds.get(name)!;
    const [from, to] = [reals(tensor), reals(asNv12(tensor))];
    const picture = from.length / tensor.shape[0];
    for (let i = 0; i < from.length; i++) {
      if (i % picture < picture / 3) continue;
      lost += (from[i] - to[i]) ** 2;
      all += from[i] ** 2;
    }
    return Promise.resolve();
  });
  return all === 0 ? 0 : lost / all;
}
