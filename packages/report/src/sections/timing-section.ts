import type { RunRecord } from '@openbpu/record';
import { duration } from '../figures';
import { barOf } from '../page/quality';
import { type Section, dataTable } from '../page/blocks';
import { html } from '../page/markup';

/** How long the stages of the conversion took: the only section that differs between equal runs. */
export function timingSection({ timing }: RunRecord): Section | undefined {
  if (timing === undefined) return undefined;
  const { startedAt, stages } = timing;
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const longest = Math.max(0, ...stages.map(({ seconds }) => seconds));
  const rows = stages.map(({ name, seconds, reused }) => [
    reused ? `${name} (found by an earlier run)` : name,
    html`${duration(seconds * 1e6)}${barOf('bpu', seconds, longest)}`,
  ]);
  const table = rows.length > 0 && dataTable(['stage', '#time'], rows);
  const body = html`<p>The conversion started ${startedAt}; its stages took ${duration(total * 1e6)}.</p>${table}`;
  return { id: 'time', title: 'Time', body };
}
