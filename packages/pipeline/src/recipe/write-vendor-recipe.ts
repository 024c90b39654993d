import { type VendorRecipe, parseRecipe, vendorRecipe } from '@openbpu/config';
import { CollectingSink, type Diagnostic } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { marches } from '../marches';
import { expectNoRecipe, writeNewRecipe } from './new-recipe-file';

export interface VendorRequest {
  readonly config: string;
  /** The file to write. */
  readonly output: string;
}

export interface VendorResult extends Pick<VendorRecipe, 'left'> {
  readonly file: string;
  /** What is still to be done, a sentence each. */
  readonly advice: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a recipe without what only OpenBPU knows. Throws DiagnosticError where the recipe has mistakes, or a file is
 * there already.
 */
export function writeVendorRecipe({ config, output }: VendorRequest): VendorResult {
  const text = new TextDecoder().decode(readUserFile(config, FILE_KINDS.recipe));
  const backends = marches();
  const sink = new CollectingSink();
  const recipe = parseRecipe(text, {
    file: config,
    marches: backends.map(({ march }) => march),
    marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
    sink,
  });
  expectNoRecipe(output, output, '--vendor');
  const { text: written, left } = vendorRecipe(text);
  writeNewRecipe(output, output, written);
  const folders = recipe.inputs.flatMap(({ typeTrain, calDataDir }) =>
    typeTrain === 'featuremap' || calDataDir === undefined ? [] : [calDataDir],
  );
  const advice = recipe.preprocess
    ? folders.map(
        (folder) =>
          `${folder} holds pictures, and without the group preprocess samples are expected: make them with ` +
          `hb_mapper data_preprocess --preprocess ${config} --src-dir ${folder} --dst-dir ` +
          `${folder.replace(/[/\\]+$/, '')}_samples_f32, and name that folder in cal_data_dir of ${output}`,
      )
    : [];
  const modules = recipe.customOp?.registerFiles ?? [];
  if (modules.length > 0)
    advice.push(
      `op_register_files names modules for OpenBPU (${modules.join(', ')}), and files of Python are expected there: ` +
        `write the same operators as such, and name them in ${output}`,
    );
  return { file: output, left, advice, diagnostics: sink.diagnostics };
}
