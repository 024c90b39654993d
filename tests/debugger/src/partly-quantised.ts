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
const CORRECTED = 'HzCorrected';

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
      if (node.op === CALIBRATION || node.op === CORRECTED) return [];
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
  const readersOf = (value: string) => nodes.filter(({ inputs }) => inputs.includes(value));
  for (const { id, op, inputs, outputs: given } of nodes)
    if (op === CALIBRATION && !kept.has(id)) before.set(given[0], inputs[0]);
  for (const { op, inputs, outputs: given } of nodes)
    if (op === CORRECTED && !isRounded(given[0])) before.set(given[0], inputs[1]);
  for (const [id, from] of before) before.set(id, before.get(from) ?? from);

  /** Whether a changed constant is one of this model: its weights are, or else what its node reads first is. */
  function isRounded(value: string): boolean {
    return readersOf(value).every(({ id, op, inputs }) => {
      if (op === CALIBRATION) return kept.has(id);
      const own = nodes.filter(({ op: type, outputs: [to] }) => type === CALIBRATION && inputs.includes(to));
      const [decides] = [...own.filter(({ attrs }) => attrs.kind === 'weight'), ...own];
      return decides !== undefined && kept.has(decides.id);
    });
  }
  const node = proto.graph.node.flatMap((own): NodeProto[] => {
    const [given] = own.output;
    const from = before.get(given);
    if (from !== undefined)
      return outputs.includes(given) ? [buildNode({ opType: 'Identity', input: [from], output: [given] })] : [];
    return [{ ...own, input: own.input.map((id) => (outputs.includes(id) ? id : (before.get(id) ?? id))) }];
  });
  return encodeModel({ ...proto, graph: { ...proto.graph, node } });
}
