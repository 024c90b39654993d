import fc from 'fast-check';
import { parse } from 'yaml';
import { OUR_KEYS, RECIPE_GROUPS, RECIPE_KEYS } from './recipe-keys';
import { vendorRecipe } from './vendor-recipe';
import { BASE } from './recipe-text.fixture';

const OURS = 'preprocess:\n  # how\n  read_mode: skimage\n  transformers: |\n    HWC2CHW;\n    Scale(255)\n';
const LEFT = ['read_mode', 'transformers'].map((key) => ({ group: 'preprocess', key }));

it('leaves a recipe as it is that holds nothing of ours', () => {
  expect(vendorRecipe(BASE)).toEqual({ text: BASE, left: [] });
  expect(vendorRecipe('')).toEqual({ text: '', left: [] });
});

it.each([
  ['at the end', `${BASE}${OURS}`, BASE],
  ['at the end, without a last line break', `${BASE}${OURS.trimEnd()}`, BASE],
  ['at the beginning', `${OURS}${BASE}`, BASE],
  ['between others, with comments around it', `# head\n${OURS}\n# next\n${BASE}`, `# head\n\n# next\n${BASE}`],
  [
    'with Windows line ends',
    `${BASE}${OURS}# last\n`.replaceAll('\n', '\r\n'),
    `${BASE}# last\n`.replaceAll('\n', '\r\n'),
  ],
  ['in one line', `${BASE}preprocess: { read_mode: skimage, transformers: HWC2CHW }\n# last\n`, `${BASE}# last\n`],
])('takes the group out %s, and nothing else', (_, text, wanted) => {
  expect(vendorRecipe(text)).toEqual({ text: wanted, left: LEFT });
});

it('takes it out of a recipe in braces', () => {
  const { text, left } = vendorRecipe("{model_parameters: {march: 'x'}, preprocess: {read_mode: skimage}}");
  expect([parse(text), left]).toEqual([{ model_parameters: { march: 'x' } }, LEFT.slice(0, 1)]);
});

it('takes out a group that says nothing of ours too', () => {
  expect(vendorRecipe(`${BASE}preprocess:\n  {}\n`)).toEqual({ text: BASE, left: [] });
});

it('finds no key of ours in a group of others', () => {
  const groups = Object.keys(RECIPE_GROUPS);
  const ours = (group: string) =>
    RECIPE_KEYS.filter((each) => each.group === group).map(({ key }) => OUR_KEYS.includes(key));
  expect(groups.filter((group) => new Set(ours(group)).size !== 1)).toEqual([]);
});

it('keeps every other value, wherever the group stands', () => {
  const groups = BASE.split(/^(?=\w)/m);
  fc.assert(
    fc.property(fc.nat(groups.length), fc.boolean(), fc.boolean(), (at, comment, blank) => {
      const own = `${comment ? '# of ours\n' : ''}${OURS}${blank ? '\n' : ''}`;
      const { text } = vendorRecipe([...groups.slice(0, at), own, ...groups.slice(at)].join(''));
      expect(parse(text)).toEqual(parse(BASE));
      expect(text.includes('# of ours')).toBe(comment);
    }),
  );
});
