import { type Recipe, parseRecipe } from '@openbpu/config';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { marches } from '@openbpu/pipeline';

/** What the tool makes of the text of a recipe, with the codes of all that it says. */
export function parsed(text: string, modelType?: 'onnx' | 'caffe') {
  const backends = marches();
  const sink = new CollectingSink();
  const codes = () => [...new Set(sink.diagnostics.map(({ code }) => code))];
  try {
    const recipe: Recipe = parseRecipe(text, {
      file: 'r.yaml',
      marches: backends.map(({ march }) => march),
      marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
      ...(modelType === undefined ? {} : { modelType }),
      sink,
    });
    return { recipe, warnings: codes(), errors: [] };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { recipe: undefined, warnings: codes(), errors: [...new Set(error.diagnostics.map(({ code }) => code))] };
  }
}
