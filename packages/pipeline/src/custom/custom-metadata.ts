import type { CustomOps, ModuleIdentity } from '@openbpu/custom-op';
import type { Sink } from '@openbpu/diagnostics';
import type { GraphView } from '@openbpu/ir';
import { attributeDataOfJson } from '@openbpu/onnx';
import { OnnxOp } from '@openbpu/ops';
import * as z from 'zod';
import { PIPELINE } from '../catalogue';

const KEY = 'openbpu.custom_ops';

/** A custom operator that a model file has, and the module it comes from. */
export interface CustomOpUse extends ModuleIdentity {
  /** `com.example.MyOp`. */
  readonly op: string;
  /** Whether the module is needed to run the file: its operator has no ONNX body. */
  readonly needed: boolean;
}

const schema: z.ZodType<CustomOpUse[]> = z.array(
  z.strictObject({ op: z.string(), module: z.string(), sha256: z.string(), needed: z.boolean() }),
);

/** The custom operators of a graph, in the order of its nodes. */
export function customOpUses(graph: GraphView, ops: CustomOps): readonly CustomOpUse[] {
  const uses = new Map<string, CustomOpUse>();
  for (const node of graph.nodes) {
    if (!OnnxOp.is(node)) continue;
    const { domain, opType: type, attributes, body } = node.attrs;
    if (!ops.has({ domain, type })) continue;
    const bound = ops.bind({ domain, type }, attributeDataOfJson(attributes));
    if (!bound) continue;
    const { module, sha256 } = bound.from;
    uses.set(`${bound.name} ${sha256}`, { op: bound.name, module, sha256, needed: body === undefined });
  }
  return [...uses.values()];
}

/** The same as metadata of a model file; none where there is none. */
export function describeCustomOps(uses: readonly CustomOpUse[]): Record<string, string> {
  return uses.length > 0 ? { [KEY]: JSON.stringify(uses) } : {};
}

/** What the metadata of a model file says; none for a file that this tool did not write. */
export function readCustomOps(metadata: Readonly<Record<string, string>>): readonly CustomOpUse[] {
  try {
    return schema.parse(JSON.parse(metadata[KEY] ?? '[]'));
  } catch {
    return [];
  }
}

/** Warns of every module whose operators no node of the model asked for. */
export function warnOfUnused(ops: CustomOps, sink: Sink): void {
  for (const { file, module, ops: given } of ops.modules) {
    const idle = given.map(({ domain, type }) => `${domain}.${type}`).filter((name) => !ops.asked.has(name));
    if (idle.length < given.length || ops.asked.has(file)) continue;
    sink.report(PIPELINE.unusedOps({ module, ops: idle }, { name: module }));
  }
}
