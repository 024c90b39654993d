import { CAUSES, type Cause, type Explanation } from '@openbpu/analysis';
import { counted, real } from '../figures';
import type { Section } from '../page/blocks';
import { type Markup, html } from '../page/markup';
import { explanationSvg } from './explanation-svg';
import { cureWord, lookedText } from './explanation-text';
import { PAGE } from './inks';

/** The causes of an error in the order of their gains: picture, and a table with evidence and cures. */
export function explanationSection(explanation: Explanation): Section {
  const { outputs, samples, error, causes, elsewhere, rest } = explanation;
  const rows = causes.map((cause, i) => causeRow(cause, i + 1, error));
  const others = elsewhere
    .filter(({ count }) => count > 0)
    .map(
      ({ kind, count, share }) =>
        html`<tr><td></td><td>${kind}</td><td>${counted(count, 'other place')}</td>${part(share)}<td></td><td></td></tr>
`,
    );
  const heads = ['#', 'Cause', 'Node', 'Part', 'Gain', 'Evidence and cures'].map((name) => html`<th>${name}</th>`);
  const body = html`<p>Noise to signal ${real(error, 4)} at ${outputs.join(', ')}, over
${counted(samples, 'sample')}, ${lookedText(explanation)}. A part is what goes where the cause is taken away
altogether, a gain what the best cure brings alone, of the whole error.
${percent(rest)} of the error is at no single place.</p>
<div class="scroll">${explanationSvg(explanation, PAGE).svg}</div>
<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>
${rows}${others}</tbody></table></div>`;
  return { id: 'causes', title: 'Causes', body };
}

function causeRow({ kind, node, share, evidence, gains, unmeasured }: Cause, number: number, error: number): Markup {
  const [best] = gains;
  const gain = best ? html`<td class="num">${percent((best.before - best.after) / error)}</td>` : html`<td></td>`;
  const cures = gains.map(({ cure: { key, value, advice }, before, after }) => {
    const line = key === undefined ? '' : html`<code>${key}: ${value ?? ''}</code> `;
    const word = cureWord({ before, after });
    return html`<p>${word}: ${line}${advice}: ${real(before, 4)} → ${real(after, 4)}</p>\n`;
  });
  const others = unmeasured.map((each) => html`<p>not measured: ${each}</p>\n`);
  const told = evidence.map((each) => html`<p>${each}</p>\n`);
  const what = html`<td>${kind}<br>${CAUSES[kind]}</td><td><code>${node}</code></td>`;
  return html`<tr><td class="num">${number}</td>${what}${part(share)}${gain}<td>${told}${cures}${others}</td></tr>\n`;
}

function part(share: number): Markup {
  return html`<td class="num">${percent(share)}</td>`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
