/**
 * Figures of the house, so that two commits can be compared:
 *
 *   node tools/dev/house-figures.mjs [folder of a checkout]
 *
 * Counts sources (no specs, fixtures or generated files) of packages and plug-ins; a builder is a class that invents
 * names of values or nodes, or a loop that looks for a free one; the top function is what converts a model.
 */
import './help.mjs';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? '.';

const files = ['packages', 'plugins'].flatMap((home) =>
  readdirSync(join(root, home)).flatMap((name) => {
    const src = join(root, home, name, 'src');
    if (!existsSync(src)) return [];
    return readdirSync(src, { recursive: true })
      .filter((file) => file.endsWith('.ts') && !/(^|\/)generated\//.test(file))
      .map((file) => join(src, file));
  }),
);
const isSource = (file) => !/\.(spec|fixture)\.ts$/.test(file);
const sources = files.filter(isSource).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const lengths = sources.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
const count = (pattern) => sources.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
const top = ['packages/pipeline/src/river.ts', 'packages/pipeline/src/convert.ts']
  .map((file) => join(root, file))
  .find((file) => existsSync(file));

const rows = [
  ['source files', sources.length],
  ['source files of at most 15 lines', lengths.filter((length) => length <= 15).length],
  ['spec files', files.filter((file) => file.endsWith('.spec.ts')).length],
  ['median lines of a source file', lengths[Math.floor(lengths.length / 2)]],
  ['longest source file', lengths[lengths.length - 1]],
  ['lines over 120 columns', lines.filter((line) => [...line].length > 120).length],
  ['lines over 130 columns', lines.filter((line) => [...line].length > 130).length],
  ['classes that build graphs', count(/class (?:GraphBuilder|GraphWriter|IntegerGraph|PatchBuilder|GraphDraft)\b/g)],
  ['loops for a free name', count(/for \(let \w+ = \d+; [^;]*\b(?:has|taken|used|names|known)\b[^;]*;/g)],
  ['switch statements', count(/\bswitch \(/g)],
  ['Reflect.get', count(/Reflect\.get\(/g)],
  [
    'imports of the file that holds the top function',
    (readFileSync(top, 'utf8').match(/^(?:import|\} from) .*from '/gm) ?? []).length,
  ],
];
for (const [what, figure] of rows) console.log(`${what.padEnd(50)} ${figure}`);
