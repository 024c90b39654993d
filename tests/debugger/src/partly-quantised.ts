import { type ModelProto, type NodeProto, buildNode, decodeModel, encodeModel } from '@openbpu/onnx';

/** What the record in a model file says of a node. */
interface Recorded {
  readonly id: string;
  readonly op: string;
  readonly attrs: { readonly kind?: string };
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly placement?: { readonly on: string };
}

/** A calibrated model as its file has it, and what is in it. */
export interface CalibratedFile {
  readonly proto: ModelProto;
  readonly nodes: readonly Recorded[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const CALIBRATION = 'HzCalibration';

export function readCalibrated(bytes: Uint8Array): CalibratedFile {
  const proto = decodeModel(bytes);
  const record = proto.metadataProps.find(({ key }) => key === 'openbpu.graph')?.value ?? '';
  const { nodes } = JSON.parse(record) as { readonly nodes: readonly Recorded[] };
  const names = (values: readonly { readonly name?: string }[]) => values.map(({ name = '' }) => name);
  return { proto, nodes, inputs: names(proto.graph.input), outputs: names(proto.graph.output) };
}

/** The nodes of a type that something can be quantised of, with the calibrations that do it. */
export function quantisable({ nodes }: CalibratedFile, type: string): ReadonlyMap<string, readonly string[]> {
  const calibrations = nodes.filter(({ op }) => op === CALIBRATION);
  if (type !== 'node')
    return new Map(calibrations.flatMap(({ id, attrs }) => (attrs.kind === type ? [[id, [id]] as const] : [])));
  const onBpu = (node: Recorded) => node.op !== CALIBRATION && node.placement?.on === 'bpu';
  const readBy = (node: Recorded, value: string) => node.inputs.includes(value);
  return new Map(
    nodes.flatMap((node) => {
      if (node.op === CALIBRATION) return [];
      const read = onBpu(node) ? calibrations.filter(({ outputs }) => readBy(node, outputs[0])) : [];
      const given = calibrations.filter(
        ({ inputs, outputs }) =>
          node.outputs.includes(inputs[0]) && !nodes.some((reader) => onBpu(reader) && readBy(reader, outputs[0])),
      );
      const own = [...read, ...given].map(({ id }) => id);
      return own.length === 0 ? [] : [[node.id, own] as const];
    }),
  );
}

/** The model with these calibrations alone: others are taken out of the file, and readers read what is before them. */
export function partlyQuantised({ proto, nodes, outputs }: CalibratedFile, kept: ReadonlySet<string>): Uint8Array {
  const before = new Map<string, string>();
  for (const { id, op, inputs, outputs: given } of nodes)
    if (op === CALIBRATION && !kept.has(id)) before.set(given[0], inputs[0]);
  const node = proto.graph.node.flatMap((own): NodeProto[] => {
    const [given] = own.output;
    const from = before.get(given);
    if (from !== undefined)
      return outputs.includes(given) ? [buildNode({ opType: 'Identity', input: [from], output: [given] })] : [];
    return [{ ...own, input: own.input.map((id) => (outputs.includes(id) ? id : (before.get(id) ?? id))) }];
  });
  return encodeModel({ ...proto, graph: { ...proto.graph, node } });
}
