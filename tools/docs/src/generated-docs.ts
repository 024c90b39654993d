import { recipeSchema } from '@openbpu/config';
import { marches } from '@openbpu/pipeline';
import { explanations } from './explanations';
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

/** What `hb_mapper explain` says of every code. */
export function explainFiles(): Files {
  const codes = explanations()
    .flat()
    .map(({ code, severity, when, message, hint }) => ({ code, severity, when, message, hint }));
  return new Map([['diagnostics.json', `${JSON.stringify(codes, undefined, 1)}\n`]]);
}
