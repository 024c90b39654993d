import type { Origin } from '@openbpu/diagnostics';
import { type Graph, type Placement, ABSENT } from '@openbpu/ir';
import type { Layout } from '@openbpu/tensor';

/** Metadata keys under which a file remembers the graph it was written from. */
export const STAGE_KEY = 'openbpu.stage';
export const GRAPH_KEY = 'openbpu.graph';

export interface RecordedNode {
  readonly id: string;
  readonly op: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly origins: readonly Origin[];
  readonly placement?: Placement;
}

/** What ONNX has no place for: layout and quantisation of a value. */
export interface RecordedValue {
  readonly layout?: Layout;
  readonly scale?: readonly number[];
  readonly axis?: number;
  readonly zero?: readonly number[];
}

export interface RecordedGraph {
  readonly nodes: readonly RecordedNode[];
  readonly values: Readonly<Record<string, RecordedValue>>;
}

/**
 * The metadata entries that let `readStage` rebuild the graph; element types, shapes and constants are in the model
 * itself.
 */
export function recordOf(graph: Graph): Record<string, string> {
  const used = new Set([
    ...graph.inputs,
    ...graph.outputs,
    ...graph.nodes.flatMap((node) => [...node.inputs, ...node.outputs]),
  ]);
  used.delete(ABSENT);
  const values: Record<string, RecordedValue> = {};
  for (const id of [...used].sort()) {
    const { layout, quant } = graph.value(id).type;
    const value = {
      ...(layout === 'none' ? {} : { layout }),
      ...(quant ? { scale: Array.from(quant.scale) } : {}),
      ...(quant?.axis === undefined ? {} : { axis: quant.axis }),
      ...(quant?.zero ? { zero: Array.from(quant.zero) } : {}),
    };
    if (Object.keys(value).length > 0) values[id] = value;
  }
  const nodes = graph.nodes.map(({ id, op, attrs, inputs, outputs, origins, placement }) => ({
    id,
    op: op.name,
    attrs: { ...(attrs as object) },
    inputs,
    outputs,
    origins,
    ...(placement ? { placement } : {}),
  }));
  const recorded: RecordedGraph = { nodes, values };
  return { [STAGE_KEY]: graph.stage, [GRAPH_KEY]: JSON.stringify(recorded, encode) };
}

/** Reads what `recordOf` wrote; undefined when the text is something else. */
export function parseRecord(text: string): RecordedGraph | undefined {
  try {
    const found: unknown = JSON.parse(text, decode);
    return isRecordedGraph(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** JSON has no infinities, NaN or negative zero: they stand as `{ "$number": "-Infinity" }`. */
function encode(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return { $number: Object.is(value, -0) ? '-0' : String(value) };
}

function decode(_: string, value: unknown): unknown {
  return isObject(value) && typeof value['$number'] === 'string' ? Number(value['$number']) : value;
}

function isRecordedGraph(value: unknown): value is RecordedGraph {
  return (
    isObject(value) &&
    Array.isArray(value['nodes']) &&
    value['nodes'].every(isRecordedNode) &&
    isObject(value['values']) &&
    Object.values(value['values']).every(isRecordedValue)
  );
}

function isRecordedNode(value: unknown): value is RecordedNode {
  if (!isObject(value)) return false;
  const { id, op, attrs, inputs, outputs, origins, placement } = value;
  return (
    typeof id === 'string' &&
    typeof op === 'string' &&
    isObject(attrs) &&
    isStrings(inputs) &&
    isStrings(outputs) &&
    Array.isArray(origins) &&
    origins.every((origin) => isObject(origin) && typeof origin['name'] === 'string') &&
    (placement === undefined ||
      (isObject(placement) &&
        (placement['on'] === 'bpu' || (placement['on'] === 'cpu' && isObject(placement['because'])))))
  );
}

function isRecordedValue(value: unknown): value is RecordedValue {
  if (!isObject(value)) return false;
  const { layout, scale, axis, zero } = value;
  return (
    (layout === undefined || layout === 'NCHW' || layout === 'NHWC') &&
    (scale === undefined || isNumbers(scale)) &&
    (axis === undefined || typeof axis === 'number') &&
    (zero === undefined || (isNumbers(zero) && isNumbers(scale) && zero.length === scale.length))
  );
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
