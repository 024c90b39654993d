import * as fc from 'fast-check';
import { html, trusted } from './markup';

it('escapes text, in content and in attributes', () => {
  expect(html`<p title="${'"><script>'}">${"a<b & 'c'"}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">a&lt;b &amp; &#39;c&#39;</p>',
  );
});

it('keeps markup, joins lists, prints numbers, and nothing for nothing', () => {
  expect(html`${html`<b>${'&'}</b>`}|${[1, 'x<', [html`<i>`]]}|${undefined}${false}|${0}`.text).toBe(
    '<b>&amp;</b>|1x&lt;<i>||0',
  );
  expect(html`${trusted('a<b')}`.toString()).toBe('a<b');
});

it('replaces what HTML cannot hold', () => {
  expect(html`${'a\u0000b\u001bc\u007f\td\ne'}`.text).toBe('a\uFFFDb\uFFFDc\uFFFD\td\ne');
  expect(html`${'\ud800x\udc00\ud83d\ude00'}`.text).toBe('\uFFFDx\uFFFD\ud83d\ude00');
});

it('lets no text become markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = html`${text}`.text;
      expect(printed).not.toMatch(/[<>"']/);
      expect(printed).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});
