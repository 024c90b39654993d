import { recipeSchema } from '@openbpu/config';
import { marches } from '@openbpu/pipeline';
import type { Files } from './files';
import { cliPage } from './pages/cli-page';
import { constraintsPage } from './pages/constraints-page';
import { diagnosticsPage } from './pages/diagnostics-page';
import { onnxFunctionsPage } from './pages/onnx-functions-page';
import { opsPage } from './pages/ops-page';
import { passesPage } from './pages/passes-page';
import { recipeKeysPage } from './pages/recipe-keys-page';

/** What `docs/generated` must hold. */
export function generatedDocs(): Files {
  return new Map([
    ['ops.md', opsPage()],
    ['onnx-functions.md', onnxFunctionsPage()],
    ['passes.md', passesPage()],
    ...marches().map((backend): [string, string] => [`constraints-${backend.march}.md`, constraintsPage(backend)]),
    ['diagnostics.md', diagnosticsPage()],
    ['cli.md', cliPage()],
    ['recipe-keys.md', recipeKeysPage()],
    ...schemaFiles(),
  ]);
}

/** What editors check recipes by. */
export function schemaFiles(): Files {
  const schema = recipeSchema(marches().map(({ recipe }) => recipe));
  return new Map([['recipe.schema.json', `${JSON.stringify(schema, undefined, 1)}\n`]]);
}
