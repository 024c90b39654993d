import type { RunRecord } from '@openbpu/record';
import { byteSize, grouped } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { html } from '../page/markup';

/** The files of the run, with what identifies them. */
export function artifactsSection({ artifacts }: RunRecord): Section | undefined {
  if (artifacts.length === 0) return undefined;
  const rows = artifacts.map(({ kind, file, bytes, sha256 }) => [
    html`<code>${file}</code><code class="hash">${sha256}</code>`,
    kind,
    html`<span title="${grouped(bytes)} bytes">${byteSize(bytes)}</span>`,
  ]);
  return { id: 'files', title: 'Files', body: dataTable(['file, with its SHA-256', 'kind', '#size'], rows) };
}
