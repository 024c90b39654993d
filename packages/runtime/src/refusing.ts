import { DiagnosticError, fail } from '@openbpu/diagnostics';
import { RUNTIME } from './catalogue';

/**
 * For `catch`: what ONNX Runtime says against a model becomes RUN005, with the name of the model, or of the node it is;
 * diagnostics pass as they are.
 */
export function refusing(model: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof DiagnosticError) throw error;
    const reason = error instanceof Error ? error.message.trim() : String(error);
    return fail(RUNTIME.refused({ model, reason }), error);
  };
}
