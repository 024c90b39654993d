/**
 * What a command printed, as a page shows it: without times of day, rulers of a log and spaces at line ends; of every
 * run of lines that `shows` rejects one `…` is left. Lines that begin with `npm ` are npm's own and left out.
 */
export function transcript(output: string, shows: (line: string) => boolean): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ /, '').trimEnd());
  const kept: string[] = [];
  for (const line of lines) {
    if (line === '' || /^=+$/.test(line) || line.startsWith('npm ')) continue;
    if (shows(line)) kept.push(line);
    else if (kept.at(-1) !== '…') kept.push('…');
  }
  return kept.join('\n');
}
