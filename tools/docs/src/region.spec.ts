import { replaceRegion } from './region';

const text = 'a\n<!-- begin t -->\nold\n<!-- end t -->\nb\n';

it('replaces what stands between the marks, and again', () => {
  const once = replaceRegion(text, 't', 'new');
  expect(once).toBe('a\n<!-- begin t -->\n\nnew\n\n<!-- end t -->\nb\n');
  expect(replaceRegion(once, 't', 'new')).toBe(once);
});

it.each([
  ['no marks', 'a'],
  ['no end', '<!-- begin t -->'],
  ['turned round', '<!-- end t --><!-- begin t -->'],
  ['twice', text + text],
])('refuses %s', (_, wrong) => {
  expect(() => replaceRegion(wrong, 't', 'new')).toThrow('no region');
});
