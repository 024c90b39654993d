import { type ValueId, constantOf, userName } from '@openbpu/ir';
import { HzGridSample, HzLut, HzQuantizedResizeUpsample } from '@openbpu/ops';
import { hasDType } from '@openbpu/tensor';
import { eachSample } from '../../model/each-sample';
import { type Analysed, withSwitches } from '../../model/switched-session';
import type { Cause, CauseKind } from '../cause';
import { percent, short } from '../figures';
import { type OutputError, noiseToSignal, outputError } from '../output-error';
import { integerNodes } from './integer-forms';
import { type LocalDifference, localDifferences } from './local-differences';
import type { QuantisedBeside } from './quantised-beside';
import { withQuantisedRuns } from './quantised-runs';

/** Nodes that are tried at the outputs, the worst first. */
const TRIED = 8;
/** Of their own steps: what a product that is rounded once more or less makes no more than. */
const ONE_ROUNDING = 1.5;
/** Noise to signal behind a node below which nothing of it is told. */
const LEAST_NOISE = 1e-7;
/** The ends of an accumulator. */
const FULL = 2 ** 31 - 1;

/** What the quantised model loses beyond the calibrated one. */
export interface QuantisedCauses {
  /** The error of the quantised model: noise to signal, against the float model. */
  readonly error: number;
  /** Nodes that were compared with what the calibrated model makes of the same integers. */
  readonly compared: number;
  /** `share` is the drop of the error here, not yet a part. */
  readonly causes: readonly Cause[];
}

/**
 * Looks for what the quantised model alone has, tables and accumulators: every integer node is held against the
 * operator of the calibrated model on the very integers that it reads; those that differ by more than a rounding are
 * replaced by it one after the other, from the worst to the least and back, and what the outputs gain is measured.
 * Undefined where the outputs are not in the quantised model.
 */
export async function quantisedCauses(
  analysed: Analysed,
  quantised: QuantisedBeside,
  {
    outputs,
    count,
    few,
    onRun,
  }: { readonly outputs: readonly ValueId[]; readonly count: number; readonly few: number; onRun(): void },
): Promise<QuantisedCauses | undefined> {
  const { model, samples, lanes } = analysed;
  const { graph } = model;
  const nodes = integerNodes(graph, quantised.graph);
  const differing = await localDifferences(quantised, graph, nodes, {
    lanes,
    count: few,
    async each(index) {
      onRun();
      return samples.feeds(index);
    },
  });
  const worst = differing
    .filter((each) => each.noise > LEAST_NOISE && kindOf(each) !== undefined)
    .toSorted((a, b) => b.noise - a.noise)
    .slice(0, TRIED);
  const all = worst.map((_, i) => i);
  const forth = all.map((i) => all.slice(0, i + 1));
  const back = all.map((i) => all.slice(i));
  const alone = all.map((i) => [i]);
  const lists = [[], ...forth, ...back, ...alone];
  const floats = await withSwitches({ model, lanes }, outputs, (session) =>
    eachSample(samples, count, lanes.size, async (feeds) => {
      onRun();
      return session.run(feeds, [], outputs);
    }),
  );
  const found = await withQuantisedRuns(quantised, graph, { nodes: worst, outputs, lanes }, (runs) =>
    eachSample(samples, count, lanes.size, async (feeds, index) => {
      const errors: OutputError[] = [];
      for (const exact of lists) {
        const given = await runs.run(feeds, exact);
        onRun();
        errors.push(outputError(outputs, new Map(outputs.map((id, o) => [id, given[o]])), floats[index]));
      }
      return errors;
    }),
  );
  if (!found) return undefined;
  const [error, ...errors] = lists.map((_, i) => noiseToSignal(found.map((each) => each[i])));
  const at = (list: number) => errors[list];
  const causes = worst.map((each, i): Cause => {
    const ahead = (i === 0 ? error : at(i - 1)) - at(i);
    const behind = (i === all.length - 1 ? error : at(all.length + i + 1)) - at(all.length + i);
    const { node, type } = each;
    const cure = {
      key: 'node_info',
      value: `{"${userName(node)}": {"ON": "CPU"}}`,
      advice: 'it computes in float, at the price of a node on the CPU',
    };
    return {
      kind: kindOf(each)!,
      node: userName(node),
      tensor: node.outputs[0],
      share: (ahead + behind) / 2,
      evidence: [differenceOf(each), ...reasonsOf(each, quantised)],
      gains: [{ cure, before: error, after: at(2 * all.length + i) }],
      unmeasured: type.dtype === 'int8' ? ['steps of 16 bits for what it gives (node_info "OutputType": "int16")'] : [],
    };
  });
  return { error, compared: differing.length, causes };
}

/** A table, or sums; undefined where one rounding more is all. */
function kindOf({ maker, type, most }: LocalDifference): CauseKind | undefined {
  if ([HzLut, HzGridSample, HzQuantizedResizeUpsample].some((op) => op.is(maker))) return 'table-resolution';
  const step = Math.max(...type.quant!.scale);
  return type.dtype === 'int32' || most > ONE_ROUNDING * step ? 'saturated-accumulator' : undefined;
}

function differenceOf({ node, type, most, noise, share }: LocalDifference): string {
  const step = Math.max(...type.quant!.scale);
  const steps = type.dtype === 'int32' ? '' : `, ${short(most / step)} steps`;
  return (
    `of the same integers the calibrated model makes something else in ${percent(share)} of "${node.outputs[0]}": ` +
    `up to ${short(most)} off${steps}; noise to signal ${short(noise)}`
  );
}

/** What its constants say of it. */
function reasonsOf({ maker }: LocalDifference, { graph }: QuantisedBeside): readonly string[] {
  const bias = maker.inputs.flatMap((id) => constantOf(graph, id) ?? []).find((each) => hasDType(each, 'int32'));
  const full = bias ? Array.from(bias.data).filter((value) => Math.abs(Number(value)) >= FULL).length : 0;
  return full > 0 ? [`${full} of its biases are at the end of 32 bits`] : [];
}
