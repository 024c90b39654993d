import { createHash } from 'node:crypto';
import { type Tensor, type TensorType, bytesOf, formatShape, sizeOf, toNumbers } from '@openbpu/tensor';
import type { Graph } from './graph';
import { type Node, type Placement, ABSENT, typesRead } from './node';

/** Constants up to this many elements print whole; larger ones as a hash of their bytes. */
const PRINTED_ELEMENTS = 16;

/**
 * The textual form of a graph, which `parseGraph` reads back (constants that printed as a hash excepted):
 *
 *     graph net optimized
 *     input x: float32[1x3x8x8] NCHW
 *     const w: float32[4x3x1x1] = sha256:5f70bf18a086007b
 *     conv1: y: float32[1x4x8x8] NCHW = Conv(x, w) {strides: [1, 1]} bpu id(0) int8/int8
 *     output y
 */
export function printGraph(graph: Graph): string {
  const lines = [`graph ${name(graph.name)} ${graph.stage}`];
  for (const id of graph.inputs) lines.push(`input ${name(id)}: ${printType(graph.value(id).type)}`);
  const printed = new Set<string>();
  const printConstants = (ids: readonly string[]) => {
    for (const id of ids) {
      const constant = id === ABSENT || printed.has(id) ? undefined : graph.value(id).constant;
      if (!constant) continue;
      printed.add(id);
      lines.push(`const ${name(id)}: ${printType(graph.value(id).type)} = ${printConstant(constant)}`);
    }
  };
  for (const node of graph.nodes) {
    printConstants(node.inputs);
    lines.push(printNode(graph, node));
  }
  printConstants(graph.outputs);
  for (const id of graph.outputs) lines.push(`output ${name(id)}`);
  return `${lines.join('\n')}\n`;
}

export function printNode(graph: Graph, node: Node): string {
  const outputs = node.outputs.map((id) => `${name(id)}: ${printType(graph.value(id).type)}`).join(', ');
  const inputs = node.inputs.map((id) => (id === ABSENT ? '_' : name(id))).join(', ');
  const attrs = printAttrs(node.attrs);
  const placement = node.placement ? ` ${printPlacement(node.placement)}` : '';
  return `${name(node.id)}: ${outputs} = ${node.op.name}(${inputs})${attrs === '{}' ? '' : ` ${attrs}`}${placement}`;
}

/**
 * `int8[1x4x8x8] NCHW @0.5`; per-channel scales as `@[0.5, 0.25]/0`, the axis last; `@0.5~-128` where −128 stands for
 * 0, `~[-128, -3]` where the channels differ.
 */
export function printType(type: TensorType): string {
  const layout = type.layout === 'none' ? '' : ` ${type.layout}`;
  const shape = type.shape.length === 0 ? '' : formatShape(type.shape);
  if (!type.quant) return `${type.dtype}[${shape}]${layout}`;
  const { scale, axis, zero } = type.quant;
  const scales =
    axis === undefined && scale.length === 1
      ? `${scale[0]}`
      : `[${Array.from(scale).join(', ')}]${axis === undefined ? '' : `/${axis}`}`;
  return `${type.dtype}[${shape}]${layout} @${scales}${zero ? `~${printZero(zero)}` : ''}`;
}

function printZero(zero: ArrayLike<number>): string {
  const all = Array.from(zero);
  return all.every((other) => other === all[0]) ? `${all[0]}` : `[${all.join(', ')}]`;
}

function printConstant(constant: Tensor): string {
  if (sizeOf(constant.shape) <= PRINTED_ELEMENTS)
    return `[${toNumbers(constant)
      .map((x) => (Object.is(x, -0) ? '-0' : String(x)))
      .join(', ')}]`;
  return `sha256:${createHash('sha256').update(bytesOf(constant.data)).digest('hex').slice(0, 16)}`;
}

function printPlacement(placement: Placement): string {
  return placement.on === 'bpu'
    ? `bpu id(${placement.subgraph}) ${typesRead(placement)}/${placement.output}`
    : `cpu ${JSON.stringify(placement.because.message)}`;
}

/** A name bare where it can be, quoted where it cannot. */
function name(id: string): string {
  return /^[A-Za-z0-9_./-]+$/.test(id) && id !== '_' ? id : JSON.stringify(id);
}

function printAttrs(attrs: unknown): string {
  if (attrs === undefined || attrs === null) return '{}';
  return `{${Object.entries(attrs)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${printAttr(value)}`)
    .join(', ')}}`;
}

function printAttr(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printAttr).join(', ')}]`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (ArrayBuffer.isView(value)) return `bytes(${value.byteLength})`;
  if (typeof value === 'object' && value !== null) return printAttrs(value);
  return JSON.stringify(value) ?? 'null';
}
