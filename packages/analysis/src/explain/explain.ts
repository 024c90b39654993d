import type { NodeId } from '@openbpu/ir';
import { float32, hasDType, saturate } from '@openbpu/tensor';
import { askedSamples } from '../model/asked-kind';
import type { CalibratedModel } from '../model/calibrated-model';
import { calibrationsBefore } from '../model/compared-outputs';
import type { Analysed, Samples } from '../model/switched-session';
import type { Telling } from '../telling';
import { type WideOps, activationParts } from './activation-parts';
import type { Cause, Explanation, Remainder } from './cause';
import { feedingCauses } from './feeding-causes';
import type { QuantisedBeside } from './integers/quantised-beside';
import { quantisedCauses } from './integers/quantised-causes';
import { measuredErrors, plannedRuns } from './measured-errors';
import { removals } from './orders';
import type { Part } from './part';
import type { StatedInput } from './picture-input';
import { type Screened, screened, screeningRuns } from './screened';
import { worstOf } from './suspects-of';
import { comparedScores } from './compared-scores';
import { type ValueFacts, valueFacts } from './value-facts';
import { readBeside, weightParts } from './weight-parts';

/** How many samples are looked at unless told, how many of them when every place is tried, and how many places. */
const SAMPLES = 8;
const SCREENED = 4;
const PLACES = 32;

/** Why tables and accumulators are not looked at. */
const NOT_BESIDE = 'the quantised model of the same conversion does not stand beside the calibrated one';
const MISFED = 'the net is fed with something else than it was trained on, which is to be mended first';
const NOT_GIVEN = 'the quantised model does not give what is compared';

export interface ExplainRequest {
  /** The regular node whose output is compared; the outputs of the model if absent. */
  readonly outputNode?: NodeId;
  /** How many samples, from the first; 8, or all of fewer, if absent. */
  readonly dataNum?: number;
  /** What the file says of its inputs, where it does. */
  readonly inputs?: readonly StatedInput[];
  /** How many places are looked at one by one, at most; 32 if absent. */
  readonly places?: number;
  /** The ops that compute in int16 on the march that the model is for; absent where the march is not known. */
  readonly wideOps?: WideOps;
  /** The quantised model of the same conversion; without it tables and accumulators are not looked at. */
  readonly quantised?: QuantisedBeside;
}

/**
 * What the error of the outputs is made of. Every place that rounds is tried by itself; those that cost most are taken
 * apart, cause by cause, each taken away on top of those before it, so that the parts and the rest are the whole error
 * exactly. Cures are tried one by one, with all else as it is. Throws DiagnosticError for a node that is not known, and
 * for a number of samples that there are not.
 */
export async function explain(
  asked: Analysed,
  { outputNode, dataNum, places = PLACES, inputs = [], wideOps, quantised }: ExplainRequest,
  { progress }: Pick<Telling, 'progress'>,
): Promise<Explanation> {
  const { samples } = asked;
  const given = { ...asked, samples: wholePixels(samples, inputs) };
  const count = askedSamples(samples.count, dataNum ?? Math.min(SAMPLES, samples.count));
  const outputs = comparedScores(given.model, outputNode);
  const few = Math.min(SCREENED, Math.ceil(count / 2));
  let done = 0;
  let total = few * screeningRuns(given.model) + count * 200;
  const onRun = () => progress(++done, Math.max(total, done));

  const feeding = await feedingCauses(given, { inputs, scale: { outputs, count }, onRun });
  const { model } = feeding;
  const analysed = { ...given, model };
  const all = await screened(analysed, { outputs, count: few }, onRun);
  const worst = worstOf(all, places);
  const numbers = worst.flatMap(({ kind, members: [first, ...others] }) =>
    kind === 'activation' ? [first, ...others] : (readBeside(model, first) ?? []),
  );
  const facts = await valueFacts(analysed, numbers, count, onRun);
  const suspects = worst.map((suspect) => partsOf(model, suspect, facts, wideOps));
  const tail = tailOf(model, worst, outputs);
  const parts = suspects.flat();
  const behindOthers = suspects.flatMap((suspect) =>
    suspect.map((_, p) => suspect.slice(0, p).map(({ removal }) => removal)),
  );
  const cures = parts.flatMap((part, p) => part.cures.map((each) => ({ part, p, ...each })));
  const { lists, drops } = removals([
    ...suspects.map((suspect) => suspect.map(({ removal }) => removal)),
    ...tail.map(({ change }) => [change]),
  ]);
  const tried = [...behindOthers, ...cures.map(({ p, change }) => [...behindOthers[p], change])];
  const plan = plannedRuns(model, [...lists, ...tried]);
  total = done + count * (plan.runs.length + 1);
  const errors = await measuredErrors(analysed, { outputs, count }, plan, onRun);

  // Figures of a net that is fed with something else say nothing of another model.
  const misfed = model !== given.model;
  const integers =
    quantised && !misfed ? await quantisedCauses(analysed, quantised, { outputs, count, few, onRun }) : undefined;
  const differs = integers !== undefined && integers.causes.length > 0;
  const added = differs ? integers.error - errors[0] : 0;
  const calibrated = feeding.error ?? errors[0];
  const error = calibrated + added;
  const share = (drop: number) => (error === 0 ? 0 : drop / error);
  const inFront = feeding.causes.map((cause) => ({ ...cause, share: share(cause.share) }));
  const behind = (integers?.causes ?? []).map((cause) => ({ ...cause, share: share(cause.share) }));
  const shares = drops(errors).map((block) => block.map(share));
  const found = suspects.flatMap((suspect, s) =>
    suspect.map(({ removal: _, cures: __, ...part }, p): Cause => {
      const gains = cures.flatMap(({ part: of, p: at, cure }, c) =>
        of === suspect[p]
          ? [{ cure, before: errors[lists.length + at], after: errors[lists.length + parts.length + c] }]
          : [],
      );
      return { ...part, share: shares[s][p], gains: gains.toSorted((a, b) => a.after - b.after) };
    }),
  );
  const elsewhere = tail.map(({ kind, places: some }, i): Remainder => {
    return { kind, count: some, share: shares[suspects.length + i][0] };
  });
  const sum = (some: readonly { readonly share: number }[]) => some.reduce((total, each) => total + each.share, 0);
  if (differs)
    elsewhere.push({
      kind: 'integer-rounding',
      count: integers.compared,
      share: share(added) - sum(behind),
    });
  const causes = [...inFront, ...found, ...behind];
  return {
    outputs,
    samples: count,
    error,
    causes: causes.toSorted((a, b) => gainOf(b) - gainOf(a)),
    elsewhere,
    rest: error === 0 ? 0 : 1 - sum(causes),
    quantised: integers
      ? { looked: true, error: calibrated + integers.error - errors[0], calibrated, compared: integers.compared }
      : { looked: false, why: quantised ? (misfed ? MISFED : NOT_GIVEN) : NOT_BESIDE },
  };
}

/** Samples of pictures in whole numbers, as every model takes them. */
function wholePixels(samples: Samples, inputs: readonly StatedInput[]): Samples {
  const pictures = new Set(inputs.flatMap(({ name, typeRt }) => (typeRt === 'featuremap' ? [] : [name])));
  return {
    count: samples.count,
    async feeds(index) {
      const feeds = await samples.feeds(index);
      return new Map(
        [...feeds].map(([name, tensor]) => {
          if (!pictures.has(name) || !hasDType(tensor, 'float32')) return [name, tensor];
          return [
            name,
            float32(
              tensor.shape,
              tensor.data.map((value) => saturate(value, -128, 127)),
            ),
          ];
        }),
      );
    },
  };
}

/** By how much the best cure lowers the error; 0 where none does. */
export function gainOf({ gains: [best] }: Pick<Cause, 'gains'>): number {
  return best ? best.before - best.after : 0;
}

function partsOf(
  model: CalibratedModel,
  suspect: Screened,
  facts: ReadonlyMap<number, ValueFacts>,
  wideOps?: WideOps,
): readonly Part[] {
  return suspect.kind === 'activation'
    ? activationParts(model, suspect, facts, wideOps)
    : weightParts(model, suspect, facts);
}

/** What is not looked at one by one: all other activations, then all other weights. */
function tailOf(model: CalibratedModel, worst: readonly Screened[], outputs: readonly string[]) {
  const looked = new Set(worst.flatMap(({ members }) => members));
  const before = [...calibrationsBefore(model, outputs)].filter((number) => !looked.has(number));
  return (['activation', 'weight'] as const).map((kind) => {
    const off = before.filter((number) => model.calibrations[number].kind === kind);
    const named = kind === 'weight' ? ('weight-rounding' as const) : ('activation-resolution' as const);
    return { kind: named, places: off.length, change: { off } };
  });
}
