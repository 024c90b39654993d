import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './workspace';

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** Targets of the links of a page inside the project, code blocks left out. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

it.each(PAGES)('every link of %s leads somewhere', (page) => {
  expect(linksOf(page).filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

it('finds links', () => {
  expect(linksOf('README.md')).toContain('docs/semantics.md');
});
