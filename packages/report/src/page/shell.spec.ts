import { createHash } from 'node:crypto';
import { html } from './markup';
import { page } from './shell';

const PARTS = {
  title: '<title>',
  header: html`<header></header>`,
  sections: [
    { id: 'a', title: 'First: of two', body: html`<p>one</p>` },
    { id: 'b', title: 'Second', body: html`<p>two</p>` },
  ],
  footer: 'the <end>',
  script: 'run();',
};

it('has its sections in order, each in the navigation by the first words of its title', () => {
  const text = page(PARTS);
  expect(text).toContain('<nav><div class="in"><a href="#a">First</a><a href="#b">Second</a></div></nav>');
  expect(text.indexOf('<section id="a"><h2>First: of two</h2>')).toBeLessThan(text.indexOf('<section id="b">'));
  expect(text).toContain('<title>&lt;title&gt;</title>');
  expect(text).toContain('<footer>the &lt;end&gt;</footer>');
});

it('allows its own script and no other', () => {
  const hash = createHash('sha256').update(PARTS.script).digest('base64');
  expect(page(PARTS)).toContain(`script-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;`);
  expect(page(PARTS)).toContain(`<script>${PARTS.script}</script>`);
});

it('holds data that no name in it can leave, and a look of its own', () => {
  const text = page({ ...PARTS, style: '.x{}', data: { d: { name: '</script><!--' } } });
  const [, json] = /<script type="application\/json" id="d">(.*)<\/script>/.exec(text) ?? [];
  expect(JSON.parse(json)).toEqual({ name: '</script><!--' });
  expect(json).not.toContain('<');
  expect(text).toContain('.x{}</style>');
  expect(page(PARTS)).not.toContain('application/json');
});
