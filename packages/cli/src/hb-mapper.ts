import { CheckerCommand } from './commands/checker-command';
import { DataPreprocessCommand } from './commands/data-preprocess-command';
import { EvaluateCommand } from './commands/evaluate-command';
import { ExplainCommand } from './commands/explain-command';
import { InferCommand } from './commands/infer-command';
import { MakertbinCommand } from './commands/makertbin-command';
import { RecipeCommand } from './commands/recipe-command';
import { TuneCommand } from './commands/tune-command';

/** The commands of `hb_mapper`, in the order of its help. */
export const HB_MAPPER = [
  RecipeCommand,
  DataPreprocessCommand,
  CheckerCommand,
  MakertbinCommand,
  TuneCommand,
  InferCommand,
  EvaluateCommand,
  ExplainCommand,
];
