import { CollectingSink, DiagnosticError, formatDiagnostic } from '@openbpu/diagnostics';
import { type Graph, printNode } from '@openbpu/ir';
import { type Shape, type Tensor, float32, toNumbers } from '@openbpu/tensor';
import { type BlobFixture, caffemodel } from './caffemodel.fixture';
import { translateNet } from './graph/translate-net';
import { ALL_LAYERS } from './layers/all';
import { readNet } from './net/read-net';
import { readCaffemodel } from './weights/read-caffemodel';
import { Weights } from './weights/weights';

export type BlobsByLayer = Readonly<Record<string, readonly BlobFixture[]>>;

export interface Imported {
  readonly graph: Graph<'imported'>;
  /** The nodes in the textual form, one each. */
  readonly nodes: readonly string[];
  /** Warnings and notes, as text. */
  readonly heard: readonly string[];
  /** Elements of a constant. */
  constant(id: string): readonly number[];
  /** Evaluates with the ops' reference evaluation; the elements of every output, in order. */
  run(...inputs: readonly (readonly number[])[]): readonly (readonly number[])[];
}

/** Imports prototxt text with the given blobs; `outputNodes`: the layers that are chosen. */
export function importText(
  text: string,
  blobs: BlobsByLayer = {},
  inputShapes?: ReadonlyMap<string, readonly number[]>,
  outputNodes: readonly string[] = [],
): Imported {
  const sink = new CollectingSink();
  const net = readNet(text, 'dir/net.prototxt', sink);
  const weights = new Weights(
    'net.caffemodel',
    Object.keys(blobs).length === 0 ? [] : readCaffemodel(caffemodel(blobs), 'net.caffemodel'),
  );
  const graph = translateNet(net, net.name || 'net', {
    rules: ALL_LAYERS,
    weights,
    sink,
    outputNodes,
    ...(inputShapes ? { inputShapes } : {}),
  });
  return {
    graph,
    nodes: graph.nodes.map((node) => printNode(graph, node)),
    heard: sink.diagnostics.map(formatDiagnostic),
    constant: (id) => toNumbers(graph.value(id).constant!),
    run: (...inputs) => {
      const values = evaluate(
        graph,
        new Map(graph.inputs.map((id, i) => [id, float32(graph.value(id).type.shape, inputs[i])])),
      );
      return graph.outputs.map((id) => toNumbers(values.get(id)!));
    },
  };
}

/** Imports one layer named `l`, reading inputs `a`, `b`, … of these shapes. */
export function importLayer(
  type: string,
  parameters: string,
  shapes: readonly Shape[] = [[1, 2, 4, 4]],
  blobs: readonly BlobFixture[] = [],
  tops: readonly string[] = ['y'],
): Imported {
  const names = shapes.map((_, i) => 'abcdef'[i]);
  const inputs = shapes.map(
    (shape, i) => `input: "${names[i]}" input_shape { ${shape.map((dim) => `dim: ${dim}`).join(' ')} }`,
  );
  const wiring = [...names.map((name) => `bottom: "${name}"`), ...tops.map((top) => `top: "${top}"`)].join(' ');
  return importText(
    `${inputs.join('\n')}\nlayer { name: "l" type: "${type}" ${wiring} ${parameters} }`,
    blobs.length > 0 ? { l: blobs } : {},
  );
}

/** Every value of a graph, by the ops' reference evaluation. */
export function evaluate(graph: Graph, inputs: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const values = new Map(inputs);
  for (const node of graph.nodes) {
    const given = node.inputs.map((id) => graph.value(id).constant ?? values.get(id));
    node.op.eval(given, node.attrs).forEach((tensor, i) => values.set(node.outputs[i], tensor));
  }
  return values;
}

/** The diagnostics something fails with, as text. Throws when it does not fail, or with anything else. */
export function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.message;
    throw error;
  }
  throw new Error('expected a diagnostic');
}

/** 1, 2, 3, … */
export function count(length: number): number[] {
  return Array.from({ length }, (_, i) => i + 1);
}

export function blob(shape: Shape, data: readonly number[]): BlobFixture {
  return { shape, data };
}
