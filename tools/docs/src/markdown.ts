/** A table in Markdown. Bars and line breaks inside a cell are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** A generated page: its title, where its content comes from, and its parts with a blank line between them. */
export function page(title: string, source: string, parts: readonly string[]): string {
  const note = `Generated from ${source} by \`node tools/docs/dist/generate.js\`; change that, then run it again.`;
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}
