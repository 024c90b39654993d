import type { ProgramRun } from '@openbpu/cli/testing';

/** What the README of a case asks for beside, or in place of, values. */
export interface Asked {
  /** Must stand in what `checker` or `makertbin` prints. */
  readonly says?: RegExp;
  /** Must stand nowhere. */
  readonly hides?: RegExp;
  /** `refused`: it ends in a diagnostic; `either`: it converts, or `checker` already refuses it with a code. */
  readonly ends?: 'refused' | 'either';
  /** How many errors a refusal may print. */
  readonly errors?: number;
}

/** By folder; a case that is not here must convert and give its expected values. */
export const ASKED: Readonly<Record<string, Asked>> = {
  'caffe-bn-two-blobs': { ends: 'either', hides: /belong to this prototxt/ },
  'caffe-misleading-hints': { ends: 'refused', hides: /did you mean (Pooling|ELU)|data layer/ },
  'no-bpu-node-circular-hint': { ends: 'either', says: /because: |PASSED/, hides: /prints the reason for every node/ },
  'qdq-model': { ends: 'either', says: /quantised already|already quantised/ },
  'recipe-y_fullcolon': { ends: 'refused', says: /:7:13.*full-width colon|full-width colon.*7:13/s, errors: 1 },
  'recipe-y_nospace': { ends: 'refused', says: /blank (goes |stands |belongs )?(after|behind) the colon/, errors: 1 },
  'recipe-y_tab': { ends: 'refused', says: /\btab\b/i, errors: 1 },
  'recipe-y_stddev': { says: /58\.4.*standard deviation|standard deviation.*58\.4/s },
  'recipe-y_dsstore': { hides: /Thumbs\.db/ },
  'u8-input': { ends: 'either' },
  // That its bytes would be a picture only the recipe says, which checker does not read.
  'u8-input/u8_rgb': { ends: 'refused' },
  'u8-input/u8_skip': { ends: 'either' },
};

/** What is wrong with the printed text of a case, a line each. */
export function complaints({ says, hides, errors }: Asked, runs: readonly ProgramRun[]): string[] {
  const text = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  const found = new Set(text.match(/^.*\b[A-Z]{3}\d{3} error .*$/gm));
  return [
    ...(/This is a bug|^ {4}at .*:\d+:\d+\)?$/m.test(text) ? ['it says that it is a bug'] : []),
    ...(says && !says.test(text) ? [`nothing says ${says}`] : []),
    ...(hides && hides.test(text) ? [`it says ${hides}`] : []),
    ...(errors !== undefined && found.size !== errors ? [`${found.size} errors where ${errors} would do`] : []),
  ];
}
