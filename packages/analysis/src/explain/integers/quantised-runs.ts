import { type Graph, GraphDraft, type ValueId } from '@openbpu/ir';
import { HzDequantize } from '@openbpu/ops';
import {
  DataType,
  type NodeProto,
  buildNode,
  buildValue,
  encodeModel,
  exportModel,
  freePrefix,
  intAttribute,
  withOutputs,
  writeTensor,
} from '@openbpu/onnx';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, int64, makeTensor } from '@openbpu/tensor';
import { exactNode } from './exact-node';
import { type IntegerNode, integersOf, rawOf, realsOf } from './integer-forms';
import type { QuantisedBeside } from './quantised-beside';

/** The quantised model with a switch at some of its nodes: on, a node gives what the calibrated model gives. */
export interface QuantisedRuns {
  /** The values that were asked for, in reals, where the nodes of these numbers are exact. */
  run(given: ReadonlyMap<string, Tensor>, exact: readonly number[]): Promise<readonly Tensor[]>;
}

/** Opens that model, and closes it behind `use`; undefined where a value asked for is not in it. */
export async function withQuantisedRuns<T>(
  { graph, feeds }: QuantisedBeside,
  calibrated: Graph<'calibrated'>,
  {
    nodes,
    outputs,
    lanes,
  }: { readonly nodes: readonly IntegerNode[]; readonly outputs: readonly ValueId[]; readonly lanes: LanePool },
  use: (runs: QuantisedRuns) => Promise<T>,
): Promise<T | undefined> {
  const draft = GraphDraft.of(graph, 'quantized');
  for (const node of graph.nodes) draft.keep(node);
  const wanted: ValueId[] = [];
  for (const output of outputs) {
    const value = realOf(draft, calibrated, graph, output);
    if (value === undefined) return undefined;
    wanted.push(value);
  }
  const exact = nodes.map((node) => exactNode(draft, calibrated, graph, node)!);
  const model = withOutputs(exportModel(draft.build(graph), { record: false }), [...new Set(wanted)]);
  const prefix = freePrefix(model, 'exact/');
  const switches = `${prefix}switches`;
  const places = nodes.flatMap(({ given }, i) => {
    const { integers, real } = exact[i];
    if (integers !== undefined)
      return [{ number: i, value: given, instead: integers, dtype: graph.value(given).type.dtype }];
    const readers = graph.consumers(given).filter((node) => HzDequantize.is(node));
    return readers.map(({ outputs: [value] }) => ({ number: i, value, instead: real, dtype: 'float32' as const }));
  });
  const instead = new Map(places.map((place) => [place.value, place]));
  const node = model.graph.node.flatMap((own): NodeProto[] => {
    const place = own.output.length === 1 ? instead.get(own.output[0]) : undefined;
    if (!place) return [own];
    const name = (what: string) => `${prefix}${place.value}/${what}`;
    return [{ ...own, output: [name('own')] }, ...chosen(place, switches, name)];
  });
  const initializer = [
    ...model.graph.initializer,
    ...places.map(({ value, number }) => writeTensor(`${prefix}${value}/number`, int64([], [number]))),
  ];
  const input = [...model.graph.input, buildValue(switches, DataType.BOOL, [Math.max(1, nodes.length)])];
  const session = await lanes.open(encodeModel({ ...model, graph: { ...model.graph, node, initializer, input } }), {
    optimise: false,
  });
  try {
    return await use({
      async run(given, on) {
        const asked = new Uint8Array(Math.max(1, nodes.length));
        for (const number of on) asked[number] = 1;
        const all = new Map([...feeds(given), [switches, makeTensor('bool', [asked.length], asked)] as const]);
        const found = await session.use((lane) => lane.run(all, wanted));
        return wanted.map((id) => found.get(id)!);
      },
    });
  } finally {
    await session.close();
  }
}

interface Place {
  readonly value: ValueId;
  readonly instead: ValueId;
  readonly dtype: string;
}

/** The value from one maker or the other. ONNX Runtime chooses among int32 and floats alone. */
function chosen({ value, instead, dtype }: Place, switches: string, name: (what: string) => string): NodeProto[] {
  const asked = buildNode({ opType: 'Gather', input: [switches, name('number')], output: [name('asked')] });
  const where = (exact: string, own: string, to: string) =>
    buildNode({ opType: 'Where', input: [name('asked'), exact, own], output: [to] });
  if (dtype === 'float32') return [asked, where(instead, name('own'), value)];
  const cast = (from: string, to: string, type: number) =>
    buildNode({ opType: 'Cast', input: [from], output: [to], attribute: [intAttribute('to', type)] });
  return [
    asked,
    cast(instead, name('wide'), DataType.INT32),
    cast(name('own'), name('own_wide'), DataType.INT32),
    where(name('wide'), name('own_wide'), name('chosen')),
    cast(name('chosen'), value, dtype === 'int16' ? DataType.INT16 : DataType.INT8),
  ];
}

/** A value of the calibrated model as the quantised one has it, in reals. */
function realOf(
  draft: GraphDraft<'quantized'>,
  calibrated: Graph<'calibrated'>,
  quantised: Graph<'quantized'>,
  id: ValueId,
): ValueId | undefined {
  const isReal = (name: ValueId) => quantised.values.get(name)?.type.dtype === 'float32';
  const raw = rawOf(calibrated, id);
  const real = [id, raw].find(isReal);
  if (real !== undefined) return real;
  const integers = integersOf(calibrated, quantised, raw);
  return integers === undefined ? undefined : realsOf(draft, integers, quantised.value(integers).type);
}
