/** What stands where there is no value. */
export const NONE = '--';

/** An integer with a comma between thousands: 1,234,567. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number and what it counts: 1 node, 3 nodes. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Three digits and a unit of 1000: 569 M, 1.23 G. Unit-less below a thousand. */
export function metric(value: number): string {
  return scaled(value, 1000, ['', ' k', ' M', ' G', ' T']);
}

/** Bytes in units of 1024: 100 B, 84.5 KiB. */
export function byteSize(bytes: number): string {
  return scaled(bytes, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB']);
}

/** Microseconds, milliseconds above a thousand: 950 µs, 1.23 ms. */
export function duration(microseconds: number): string {
  return scaled(microseconds, 1000, [' µs', ' ms', ' s']);
}

/**
 * A share from 0 to 1 in per cent with one decimal. What is not all never prints as 100.0, what is not nothing never as
 * 0.0.
 */
export function percent(share: number): string {
  if (share < 1 && share >= 0.9995) return '> 99.9 %';
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  return `${(share * 100).toFixed(1)} %`;
}

/** A real number with up to `digits` significant digits, `--` where there is none. */
export function real(value: number | null | undefined, digits = 6): string {
  return value === null || value === undefined ? NONE : String(Number(value.toPrecision(digits)));
}

/** A cosine to six places, `--` where there is none. */
export function cosineText(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : value.toFixed(6);
}

/** Texts longer than `most` lose their middle, so that names keep the end, which tells layers apart. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.floor(most / 3);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - head - 1))}`;
}

function scaled(value: number, step: number, units: readonly string[]): string {
  let unit = 0;
  let rest = value;
  while (unit < units.length - 1 && Math.round(rest) >= step) {
    rest /= step;
    unit++;
  }
  const digits = rest >= 100 ? String(Math.round(rest)) : String(Number(rest.toPrecision(3)));
  return digits + units[unit];
}
