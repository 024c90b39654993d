import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import type { PictureChain, ReadMode } from '@openbpu/tensor';
import { buildChain } from './build-chain';
import { CONFIG } from './catalogue';
import { chainOutcome } from './chain-outcome';
import { readDocument } from './document';
import { viewGroup } from './group-view';
import { RECIPE_GROUPS } from './recipe-keys';
import { transformers } from './transformers';

/**
 * Reads a file with the group `preprocess`, be it a recipe, whose other groups are passed over; `readMode` takes the
 * place of its own. Throws one DiagnosticError with every error, each with file, line and column.
 */
export function parsePreprocess(text: string, file: string, readMode?: ReadMode): PictureChain {
  const document = readDocument(text, file);
  const errors: Diagnostic[] = [...document.problems];
  const report = (diagnostic: Diagnostic) => void errors.push(diagnostic);
  for (const [group, { place, found }] of document.groups) {
    const { at, excerpt } = place;
    if (Object.hasOwn(RECIPE_GROUPS.preprocess, group))
      report(CONFIG.outsideGroup({ key: group, group: 'preprocess', excerpt }, at));
    else if (!Object.hasOwn(RECIPE_GROUPS, group))
      report(CONFIG.unknownGroup({ group, known: ['preprocess'], excerpt }, at));
    else if (group === 'preprocess' && found !== undefined)
      report(CONFIG.notAMapping({ what: "group 'preprocess'", found, excerpt }, at));
  }
  const group = document.groups.get('preprocess');
  const view = group && viewGroup('preprocess', group, report);
  if (view && readMode) view.values.read_mode = readMode;
  const chain = errors.length === 0 && view ? buildChain(view, report) : undefined;
  if (errors.length === 0 && chain === undefined)
    report(CONFIG.noTransformers({ excerpt: '' }, group?.place.at ?? { name: 'preprocess', file }));
  if (chain === undefined || errors.length > 0) throw new DiagnosticError(errors);
  return chain;
}

/** A chain of transformers that stand behind a flag, or why they are none, in one clause. */
export function preprocessOfWords(words: string, readMode: ReadMode): PictureChain | Refusal {
  const read = transformers.read(words.trim());
  if ('problem' in read) return read;
  const chain = { readMode, steps: read.value };
  const outcome = chainOutcome(chain);
  return 'problem' in outcome ? outcome : chain;
}

interface Refusal {
  readonly problem: string;
  readonly hint?: string;
}
