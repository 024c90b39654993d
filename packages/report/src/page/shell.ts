import { createHash } from 'node:crypto';
import type { Section } from './blocks';
import { type Markup, type Piece, html, trusted } from './markup';
import { STYLE } from './style';

export interface PageParts {
  readonly title: string;
  readonly header: Piece;
  readonly sections: readonly Section[];
  readonly footer: Piece;
  /** All that the page runs. */
  readonly script: string;
  /** Behind the common look. */
  readonly style?: string;
  /** What its script reads, by the id of the element that holds it. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * A page that needs nothing beside itself: no network, and a policy that allows no script but its own. Equal parts give
 * equal bytes.
 */
export function page({ title, header, sections, footer, script, style = '', data = {} }: PageParts): string {
  const policy =
    `default-src 'none'; style-src 'unsafe-inline'; script-src ` +
    `'sha256-${createHash('sha256').update(script).digest('base64')}'; base-uri 'none'; ` +
    `form-action 'none'`;
  const links = sections.map(({ id, title: name }) => html`<a href="#${id}">${name.split(':')[0]}</a>`);
  const blocks = sections.map(
    ({ id, title: name, body }) => html`<section id="${id}"><h2>${name}</h2>\n${body}</section>\n`,
  );
  const { text } = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<style>${trusted(STYLE + style)}</style></head><body>
<div class="in">${header}</div>
<nav><div class="in">${links}</div></nav>
<main>
${blocks}<footer>${footer}</footer></main>
${Object.entries(data).map(([id, value]) => dataBlock(id, value))}<script>${trusted(script)}</script></body></html>
`;
  return text;
}

/** JSON that no name in it can leave. */
function dataBlock(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>\n`;
}
