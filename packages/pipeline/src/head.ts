import { StageList } from './stage-list';
import { DRESS } from './stages/dress';
import { IMPORT } from './stages/import';
import { OPTIMISE } from './stages/optimise';

/** The head of the river, from a model file to a placed graph: all that `checker` runs, and so all that it loads. */
export const HEAD = StageList.empty().add(IMPORT).add(DRESS).add(OPTIMISE);
