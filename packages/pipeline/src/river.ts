import { StageList } from './stage-list';
import { CALIBRATE } from './stages/calibrate';
import { COMPILE } from './stages/compile';
import { DRESS } from './stages/dress';
import { IMPORT } from './stages/import';
import { OPTIMISE } from './stages/optimise';
import { PROVE } from './stages/prove';
import { QUANTISE } from './stages/quantise';
import { SAMPLE } from './stages/sample';
import { VERIFY } from './stages/verify';

/** The whole conversion, from a model file to a verified `.bin`. `checker` runs it until `optimise`. */
export const RIVER = StageList.empty()
  .add(IMPORT)
  .add(DRESS)
  .add(OPTIMISE)
  .add(SAMPLE)
  .add(CALIBRATE)
  .add(QUANTISE)
  .add(PROVE)
  .add(COMPILE)
  .add(VERIFY);
