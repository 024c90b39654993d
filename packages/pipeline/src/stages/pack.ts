import type { ArtifactContent, ArtifactHeader, ArtifactInput, ArtifactStep } from '@openbpu/artifact';
import type { CompiledModel, Step } from '@openbpu/compiler';
import { type Graph, type GraphView, edgeForm } from '@openbpu/ir';
import { cpuWork } from './cpu-time';
import { readCustomOps } from '../custom/custom-metadata';
import { versionOf } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import type { ModelInput, QuantParams, TensorType } from '@openbpu/tensor';

/** What a `.bin` says of itself besides its program. */
export interface PackFacts {
  readonly inputs: readonly ModelInput[];
  readonly versions: Readonly<Record<string, string>>;
  readonly recipe: unknown;
  readonly deletedNodes: readonly string[];
  /** Whether the thresholds come from noise in place of samples. */
  readonly noise?: boolean | undefined;
}

/** The section `withPerformance` adds, as JSON. */
export const PERFORMANCE_SECTION = 'performance';

/** Keeps the prediction in the file as well, for whoever profiles it: the recipe's `debug`. */
export function withPerformance(
  { header, sections }: ArtifactContent,
  performance: RecordPerformance,
): ArtifactContent {
  return { header, sections: new Map([...sections, [PERFORMANCE_SECTION, Buffer.from(JSON.stringify(performance))]]) };
}

/** ⑩ EMIT: a compiled model as the content of a `.bin`. Equal models give equal content. */
export function pack(
  model: CompiledModel,
  graph: Graph<'quantized'>,
  { inputs, versions, recipe, deletedNodes, noise }: PackFacts,
): ArtifactContent {
  const sections = new Map<string, Uint8Array>();
  const steps = model.steps.map((step) => packStep(step, graph, sections));
  const named = new Set(
    [...model.inputs, ...model.outputs]
      .map(({ name }) => name)
      .concat(model.steps.flatMap((step) => [...step.inputs, ...step.outputs])),
  );
  const customOps = [...readCustomOps(graph.metadata)];
  const cores = model.steps.map((step) => (step.kind === 'bpu' ? step.program.cores : undefined)).find(Boolean);
  const header: ArtifactHeader = {
    tool: { name: 'openbpu', version: versions.openbpu },
    versions: { ...versions },
    march: model.march,
    machineVersion: versionOf({ cores }),
    ...(cores === undefined ? {} : { cores }),
    graphName: model.name,
    inputs: model.inputs.map(({ name, type }) =>
      inputFacts(
        type,
        inputs.find((input) => input.name === name)!,
      ),
    ),
    outputs: model.outputs.map(({ name, type: { dtype, shape, layout, quant } }) => ({
      name,
      dtype,
      shape: [...shape],
      layout,
      ...(quant ? quantFacts(quant) : {}),
    })),
    steps,
    tensors: Object.fromEntries([...named].map((name) => [name, plain(graph.value(name).type)])),
    deletedNodes: [...deletedNodes],
    ...(noise ? { thresholds: 'noise' } : {}),
    recipe,
    ...(customOps.length > 0 ? { customOps } : {}),
  };
  return { header, sections };
}

function packStep(step: Step, graph: GraphView, sections: Map<string, Uint8Array>): ArtifactStep {
  const { kind, name, inputs, outputs } = step;
  const store = (suffix: string, bytes: Uint8Array) => {
    sections.set(`${name}${suffix}`, bytes);
    return `${name}${suffix}`;
  };
  const common = { kind, name, inputs: [...inputs], outputs: [...outputs] };
  if (step.kind === 'bpu')
    return {
      ...common,
      op: 'BPU',
      sections: [store('.program', step.code), store('.constants', step.constants)],
      removable: false,
      attrs: { nodes: step.nodes },
    };
  const form = edgeForm(graph.node(name)!);
  const { macs } = cpuWork(step, graph);
  return {
    ...common,
    op: step.op,
    sections: [store('', step.fragment)],
    removable: step.kind === 'edge',
    ...(form ? { edge: { ...form, removableAt: [...form.removableAt] } } : {}),
    ...(step.kind === 'edge' ? { side: step.side } : {}),
    ...(macs > 0 ? { macs } : {}),
  };
}

function inputFacts(type: TensorType, input: ModelInput): ArtifactInput {
  const { name, typeRt, typeTrain, source, spaceAndRange, layoutRt, mean, scale } = input;
  return {
    name,
    typeRt,
    typeTrain,
    typeIntermediate:
      typeRt === 'nv12' || typeRt === 'yuv444'
        ? 'yuv444_128'
        : typeRt === 'featuremap'
          ? 'featuremap'
          : `${typeRt}_128`,
    shape: [...type.shape],
    layout: layoutRt,
    dtype: typeRt === 'featuremap' ? type.dtype : 'uint8',
    ...(mean ? { mean: [...mean] } : {}),
    ...(scale ? { scale: [...scale] } : {}),
    source,
    spaceAndRange,
  };
}

function quantFacts({ scale, axis, zero }: QuantParams) {
  return {
    scale: Array.from(scale),
    ...(axis === undefined ? {} : { axis }),
    ...(zero === undefined ? {} : { zero: Array.from(zero) }),
  };
}

function plain({ dtype, shape, layout, quant }: TensorType) {
  return {
    dtype,
    shape: [...shape],
    layout,
    ...(quant ? quantFacts(quant) : {}),
  };
}
