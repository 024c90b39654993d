import { HEAD } from './head';
import { CALIBRATE } from './stages/calibrate';
import { COMPILE } from './stages/compile';
import { EXAMINE } from './stages/examine';
import { PROVE } from './stages/prove';
import { QUANTISE } from './stages/quantise';
import { SAMPLE } from './stages/sample';
import { VERIFY } from './stages/verify';

/** The whole conversion, from a model file to a verified `.bin`. `checker` runs its head. */
export const RIVER = HEAD.add(SAMPLE).add(EXAMINE).add(CALIBRATE).add(QUANTISE).add(PROVE).add(COMPILE).add(VERIFY);
