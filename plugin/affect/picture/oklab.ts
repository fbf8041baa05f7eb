/** Colors as people see them: OKLab (Ottosson 2020), in which equal distances look about equally different. */

/** Lightness 0..1, and the axes green to red and blue to yellow, about -0.4..0.4 each. */
export type Oklab = readonly [lightness: number, a: number, b: number];

/** Linear light of an sRGB byte (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** A color in sRGB, each 0..255, in OKLab. */
export function oklab(red: number, green: number, blue: number): Oklab {
  const [r, g, b] = [LINEAR[red]!, LINEAR[green]!, LINEAR[blue]!];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Hue of a color, 0..360: red about 29, yellow 110, green 142, blue 264. */
export function hueOf([, a, b]: Oklab): number {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** Colorfulness: 0 for grays, about 0.1 for soft colors, 0.3 at most. */
export function chromaOf([, a, b]: Oklab): number {
  return Math.hypot(a, b);
}
