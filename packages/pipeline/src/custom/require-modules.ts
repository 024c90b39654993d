import { type CustomOps, operatorName } from '@openbpu/custom-op';
import { fail } from '@openbpu/diagnostics';
import type { ModelProto } from '@openbpu/onnx';
import { PIPELINE } from '../catalogue';
import type { CustomOpUse } from './custom-metadata';

/** Domains whose operators ONNX Runtime brings along. */
const OF_THE_RUNTIME = /^(ai\.onnx(\..*)?|com\.microsoft(\..*)?)?$/;

/**
 * Holds what a model file says it needs against the modules that are given. Throws DiagnosticError where one is
 * missing, or is another one than the model was converted with.
 */
export function requireModules(file: string, uses: readonly CustomOpUse[], { modules }: CustomOps): void {
  for (const { op, module, sha256, needed } of uses) {
    if (!needed || modules.some((each) => each.sha256 === sha256)) continue;
    const other = modules.find(
      (each) => each.module === module || each.ops.some((given) => operatorName(given) === op),
    );
    if (other) fail(PIPELINE.moduleDiffers({ file, op, module, given: other.module }, { name: op, file }));
    fail(PIPELINE.moduleMissing({ file, op, module }, { name: op, file }));
  }
}

/** The same for an ONNX model of anybody's: its operators of other domains, but for those it has functions for. */
export function requireOperators(file: string, { graph, functions }: ModelProto, ops: CustomOps): void {
  const own = new Set(functions.map(({ domain = '', name = '' }) => `${domain}.${name}`));
  for (const { domain = '', opType: type = '' } of graph.node) {
    const op = operatorName({ domain, type });
    if (OF_THE_RUNTIME.test(domain) || own.has(op) || ops.has({ domain, type })) continue;
    fail(PIPELINE.moduleMissing({ file, op }, { name: op, file }));
  }
}
