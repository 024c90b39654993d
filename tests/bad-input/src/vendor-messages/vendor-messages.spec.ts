import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMMAND_LINE } from '../hints/command-line';
import { perform } from '../hints/hint-case';
import { MODELS } from '../hints/models';
import { PLACEMENTS } from '../hints/placements';
import { RECIPES } from '../hints/recipes';
import { Workshop } from '../workshop';
import { ANSWERS, type Answer } from './vendor-messages';

const CASES = [...COMMAND_LINE, ...MODELS, ...PLACEMENTS, ...RECIPES];
const FACTS = join(process.env.OPENBPU_FACTS ?? resolve(__dirname, '../../../../../shared/facts'), 'errors.yaml');

(existsSync(FACTS) ? it : it.skip)('answers every message that the reference tools document', () => {
  const ids = [...readFileSync(FACTS, 'utf8').matchAll(/^- id: (\w+)/gm)].map(([, id]) => id);
  expect(Object.keys(ANSWERS)).toEqual(ids);
});

it('says why a message cannot occur in a sentence', () => {
  for (const answer of Object.values(ANSWERS)) if ('never' in answer) expect(answer.never).toMatch(/\w+ \w+ \w+/);
});

const OCCUR = Object.entries(ANSWERS).filter(([, answer]) => !('never' in answer));

it.each(OCCUR)('says what %s was about', async (_, answer) => {
  const said = await outcome(answer);
  if ('says' in answer && answer.says) expect(said).toMatch(answer.says);
  else if ('code' in answer) expect(said).toMatch(new RegExp(`${answer.code}( (error|warning|note)|")`));
});

async function outcome(answer: Answer): Promise<string> {
  const act = 'never' in answer ? undefined : (answer.act ?? ('code' in answer ? exampleOf(answer.code) : undefined));
  if (!act) throw new Error('nothing calls it forth');
  const shop = await Workshop.open();
  const home = process.cwd();
  process.chdir(shop.folder);
  try {
    const { stdout, stderr } = await perform(shop, act);
    return stdout + stderr;
  } finally {
    process.chdir(home);
    await shop.close();
  }
}

/** What calls a code forth: the example that its hint mends. */
function exampleOf(code: string) {
  return CASES.find(([each]) => each === code)?.[1];
}
