import {
  DataType,
  type NodeProto,
  buildNode,
  buildValue,
  encodeModel,
  exportModel,
  freePrefix,
  identityNode,
  switchNode,
  withOutputs,
  writeTensor,
} from '@openbpu/onnx';
import type { ValueId } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import type { CalibratedModel } from './calibrated-model';
import { type Remedy, placeOf, remedyNodes } from './remedy';

/** A model that is the float one, the calibrated one, and everything between. */
export interface SwitchedModel {
  readonly bytes: Uint8Array;
  /** Its input beside those of the model: bool [calibrations + remedies], which round, and which stand in. */
  readonly switches: string;
}

/**
 * A calibrated model in which every calibration has a switch: where it is off, values pass untouched, and constants are
 * those of the float model. Weights are rounded here, once; activations where they are asked for. `taps`: values to
 * give besides the outputs. `remedies` have the switches behind those of the calibrations: each changes what a value
 * is where its switch is on, the last of several. For ONNX Runtime only.
 */
export function switchedModel(
  { graph, calibrations, companions }: CalibratedModel,
  taps: readonly ValueId[],
  remedies: readonly Remedy[] = [],
): SwitchedModel {
  const computed = taps.filter((id) => !graph.inputs.includes(id));
  const model = withOutputs(exportModel(graph, { record: false }), computed);
  const prefix = freePrefix(model, 'switched/');
  const switches = `${prefix}switches`;
  const numbers = new Map(calibrations.map(({ to }, number) => [to, number]));
  const beside = new Map(companions.map((companion) => [companion.to, companion]));
  const givenToWeights = new Set(calibrations.flatMap(({ from, constant }) => (constant ? [from] : [])));
  const at = (number: number, name: string) => `${prefix}${number}/${name}`;
  const initializer = [...model.graph.initializer];
  calibrations.forEach(({ attrs, constant }, number) => {
    initializer.push(writeTensor(at(number, 'number'), int64([], [number])));
    if (!constant) return;
    const rounded = HzCalibration.eval([graph.value(constant.changed).constant], attrs)[0];
    initializer.push(writeTensor(at(number, 'rounded'), rounded));
  });
  const changing = new Map<ValueId, number[]>();
  remedies.forEach((remedy, i) => {
    const of = placeOf(remedy, calibrations);
    changing.set(of, [...(changing.get(of) ?? []), calibrations.length + i]);
    initializer.push(writeTensor(at(calibrations.length + i, 'number'), int64([], [calibrations.length + i])));
  });
  const asked = Array.from({ length: calibrations.length + remedies.length }, (_, number) =>
    buildNode({ opType: 'Gather', input: [switches, at(number, 'number')], output: [at(number, 'asked')] }),
  );
  const node = model.graph.node.flatMap((own) => {
    const [to] = own.output;
    const [number, companion] = [numbers.get(to), beside.get(to)];
    if (companion) {
      const { original, changed } = companion;
      const on = [identityNode(changed, `${prefix}${to}/on`)];
      const off = [identityNode(original, `${prefix}${to}/off`)];
      return [switchNode(at(companion.number, 'asked'), to, { on, off, shape: graph.value(to).type.shape })];
    }
    if (number === undefined) return givenToWeights.has(to) ? [] : [own];
    const { from, constant } = calibrations[number];
    const [on, off] = [at(number, 'on'), at(number, 'off')];
    const rounded = constant ? identityNode(at(number, 'rounded'), on) : { ...own, output: [on] };
    const passing = identityNode(constant?.original ?? from, off);
    const { shape } = graph.value(to).type;
    return [switchNode(at(number, 'asked'), to, { on: [rounded], off: [passing], shape })];
  });
  const mended = node.flatMap((own) => own.output.reduce((all, to) => withRemedies(all, to), [own]));
  const input = [...model.graph.input, buildValue(switches, DataType.BOOL, [asked.length])];
  return {
    bytes: encodeModel({ ...model, graph: { ...model.graph, node: [...asked, ...mended], initializer, input } }),
    switches,
  };

  /** Nodes of which the first gives `to`, and what the remedies of it make of that. */
  function withRemedies(nodes: readonly NodeProto[], to: ValueId): NodeProto[] {
    const numbers = changing.get(to) ?? [];
    if (numbers.length === 0) return [...nodes];
    const { shape } = graph.value(to).type;
    const named = (step: number) => (step === numbers.length ? to : `${prefix}${to}/mended/${step}`);
    const [maker, ...others] = nodes;
    const renamed = { ...maker, output: maker.output.map((name) => (name === to ? named(0) : name)) };
    const steps = numbers.map((number, step) => {
      const remedy = remedies[number - calibrations.length];
      const from = 'shift' in remedy ? named(step) : calibrations[remedy.number].from;
      const { nodes: on, constants } = remedyNodes(remedy, from, at(number, 'on'), shape);
      for (const [name, tensor] of constants) initializer.push(writeTensor(name, tensor));
      const off = [identityNode(named(step), at(number, 'off'))];
      return switchNode(at(number, 'asked'), named(step + 1), { on, off, shape });
    });
    return [renamed, ...steps, ...others];
  }
}
