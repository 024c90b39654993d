import { DiagnosticError, fail } from '@openbpu/diagnostics';
import type { Executor } from '@openbpu/runtime';
import { PIPELINE } from '../catalogue';

/**
 * A user's ONNX model: what ONNX Runtime throws while it runs is a fault of the model or of its input, and is said with
 * its file.
 */
export function foreignModel(executor: Executor, file: string): Executor {
  const { kind, inputs, outputs, tappable } = executor;
  return {
    kind,
    inputs,
    outputs,
    tappable,
    run: (feeds, taps) => executor.run(feeds, taps).catch((error: unknown) => refuse(file, error)),
    close: () => executor.close(),
  };
}

/** Fails with PIP013; diagnostics pass as they are. */
export function refuse(file: string, error: unknown): never {
  if (error instanceof DiagnosticError) throw error;
  return fail(
    PIPELINE.refusedByRuntime({ file, reason: error instanceof Error ? error.message : String(error) }, { name: file }),
    error,
  );
}
