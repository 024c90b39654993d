import { type Node, type NodeId, userName } from '@openbpu/ir';
import { Concat } from '@openbpu/ops';
import type { CalibratedModel } from '../model/calibrated-model';
import type { Remedy, Steps } from '../model/remedy';
import type { CauseCure } from './cause';
import { median, percent, short } from './figures';
import type { Part } from './part';
import type { ScaleGroup } from './scale-groups';
import { channelsMayDiffer, channelwise, narrow, spanOf, stepOf } from './steps';
import { type ValueFacts, integerRange } from './value-facts';

/** Ranges that differ by more than that share a scale at a cost. */
const APART = 3;
/** A threshold that is further from the largest value than that is too large. */
const TOO_LARGE = 1.5;
/** Channels are spread where the largest is so many times the median one. */
const SPREAD = 4;
/** The largest integer of 16 bits. */
const WIDE = 32767;

/** By name: the ops that compute in int16 on the march of a model. */
export type WideOps = Readonly<Record<string, unknown>>;

/**
 * What may be wrong where activations of one scale are rounded, in the order in which it is taken away: what is cut
 * off, that ranges differ, and the steps themselves. Where `wideOps` are known, no other op is told to be int16.
 */
export function activationParts(
  model: CalibratedModel,
  group: ScaleGroup,
  facts: ReadonlyMap<number, ValueFacts>,
  wideOps?: WideOps,
): readonly Part[] {
  const { members } = group;
  const largest = Math.max(...members.map((number) => facts.get(number)!.largest));
  const place = placeOf(model, members[0]);
  const spans = members.map((number) => spanOf(model, number));
  const threshold = Math.max(...spans);
  const worst = members.reduce((a, b) => (facts.get(b)!.beyond > facts.get(a)!.beyond ? b : a));
  const own = (factor: (number: number) => Steps): Remedy[] =>
    members.map((number) => ({ number, steps: factor(number) }));
  const unclamped = { remedies: own((number) => ({ scales: model.calibrations[number].attrs.scales })) };
  const whole = { remedies: own((number) => narrow(model, number, largest)) };
  const wide = { remedies: own(() => ({ scales: [largest / WIDE], range: [[-WIDE - 1], [WIDE]] })) };
  const isWide = model.calibrations[members[0]].attrs.dtype === 'int16';
  const byChannel =
    members.length === 1 && !isWide && channelsMayDiffer(model, members[0])
      ? { remedies: own((number) => channelwise(model, number, facts.get(number)!.channels)) }
      : undefined;
  const widening = isWide ? undefined : wideCure(model, group, wideOps);
  const cures: Part['cures'] = [
    ...(threshold > TOO_LARGE * largest || threshold < largest
      ? [
          {
            cure: { key: 'calibration_type', value: 'max', advice: 'thresholds at the largest value of the samples' },
            change: whole,
          },
        ]
      : []),
    ...(byChannel
      ? [{ cure: { key: 'per_channel', value: 'True', advice: 'a scale for every channel' }, change: byChannel }]
      : []),
    ...(widening ? [{ cure: widening, change: wide }] : []),
  ];
  const parts: Part[] = [];
  const { beyond, largest: cut } = facts.get(worst)!;
  const tensor = model.calibrations[members[0]].from;
  if (beyond > 0)
    parts.push({
      kind: 'activation-clipping',
      ...placeOf(model, worst),
      evidence: [
        `${percent(beyond)} of the values of "${model.calibrations[worst].from}" lie beyond the threshold ` +
          `${short(spanOf(model, worst))}; the largest is ${short(cut)}`,
      ],
      removal: unclamped,
      cures,
      unmeasured: ["calibration_type: 'default' or 'mix' weighs cutting off against coarser steps"],
    });
  const shared = sharedPart(model, group, facts, cures);
  if (shared) parts.push(shared);
  const spread = facts.get(members[0])!;
  const middle = median(spread.channels);
  parts.push({
    kind: 'activation-resolution',
    ...place,
    evidence: [
      `a step of "${tensor}" is ${short(stepOf(model, members[0]))}, ` +
        `${percent(stepOf(model, members[0]) / spread.rms)} of its root mean square ${short(spread.rms)}`,
      ...(threshold > TOO_LARGE * largest
        ? [
            `the threshold ${short(threshold)} is ${short(threshold / largest)} times ` +
              `the largest value ${short(largest)}`,
          ]
        : []),
      ...(spread.channels.length > 1 && middle > 0 && largest > SPREAD * middle
        ? [
            `channel ${spread.channels.indexOf(spread.largest)} reaches ${short(spread.largest)}, ` +
              `the median channel ${short(middle)}: ${short(spread.largest / middle)} times less`,
          ]
        : []),
    ],
    removal: { off: members },
    cures,
    unmeasured: widening ? [] : ['on the CPU (node_info "ON": "CPU") it is not rounded at all'],
  });
  return parts;
}

/** Where operands of a Concat have much smaller ranges than the scale that all have: each its own. */
function sharedPart(
  model: CalibratedModel,
  { members, joints }: ScaleGroup,
  facts: ReadonlyMap<number, ValueFacts>,
  cures: Part['cures'],
): Part | undefined {
  for (const joint of joints) {
    const operands = joint.inputs.flatMap((id) => members.find((number) => model.calibrations[number].to === id) ?? []);
    const given = members.find((number) => joint.outputs.includes(model.calibrations[number].from));
    const reached = operands.map((number) => facts.get(number)!.largest);
    const [least, most] = [Math.min(...reached), Math.max(...reached)];
    if (operands.length < 2 || least <= 0 || most < APART * least) continue;
    const remedies = members.map((number): Remedy => {
      if (number !== given) return { number, steps: narrow(model, number, facts.get(number)!.largest) };
      return { number, steps: blockwise(model, joint, number, operands, facts) };
    });
    const smallest = operands[reached.indexOf(least)];
    return {
      kind: 'shared-scale',
      node: userName(joint),
      tensor: joint.outputs[0],
      evidence: [
        `"${joint.id}" gives ${operands.length} tensors one scale: the largest reaches ${short(most)}, ` +
          `"${model.calibrations[smallest].from}" ${short(least)}, ${short(most / least)} times less`,
        `of 256 steps "${model.calibrations[smallest].from}" uses ` +
          `${Math.max(1, Math.round((2 * least) / stepOf(model, smallest)))}`,
      ],
      removal: { remedies },
      cures,
      unmeasured: ['scaling the operands alike in training, or in the weights in front of them'],
    };
  }
  return undefined;
}

/** Where operands of a Concat become channels of one tensor: the scale of each in its own; else fine steps. */
function blockwise(
  model: CalibratedModel,
  joint: Node,
  number: number,
  operands: readonly number[],
  facts: ReadonlyMap<number, ValueFacts>,
): Steps {
  const widths = operands.map((operand) => model.graph.value(model.calibrations[operand].from).type.shape[1] ?? 1);
  const { shape } = model.graph.value(model.calibrations[number].from).type;
  const whole = Concat.is(joint) && widths.reduce((sum, width) => sum + width, 0) === shape[1];
  if (!whole) return narrow(model, number, facts.get(number)!.largest, WIDE);
  const scales = operands.flatMap((operand, i) =>
    new Array<number>(widths[i]).fill(narrow(model, number, facts.get(operand)!.largest).scales[0]),
  );
  return { scales, range: integerRange({ ...model.calibrations[number].attrs, zeros: [] }) };
}

/** By the user's name: what gives a tensor, or reads it where nothing does. */
export function placeOf(model: CalibratedModel, number: number): { readonly node: NodeId; readonly tensor: string } {
  const { from, to } = model.calibrations[number];
  const node = model.graph.producer(from) ?? model.graph.consumers(to)[0];
  return { node: node ? userName(node) : from, tensor: from };
}

/** The line that asks for 16 bits; undefined where the node of the line is known to compute in 8 alone. */
function wideCure(model: CalibratedModel, { members }: ScaleGroup, wideOps?: WideOps): CauseCure | undefined {
  const { from, to } = model.calibrations[members[members.length - 1]];
  const giver = model.graph.producer(model.calibrations[members[0]].from);
  const reader = model.graph.consumers(to)[0];
  const given = giver?.placement?.on === 'bpu';
  const asked = given ? giver : reader;
  if (wideOps && (!asked || !(asked.op.name in wideOps))) return undefined;
  const property = given ? 'OutputType' : 'InputType';
  return {
    key: 'node_info',
    value: `{"${asked ? userName(asked) : from}": {"ON": "BPU", "${property}": "int16"}}`,
    advice: wideOps ? 'steps of 16 bits' : 'steps of 16 bits, on bayes and bayes-e; bernoulli2 has none',
  };
}
