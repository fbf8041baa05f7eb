/** An answer to a few notes: it keeps their rhythm, takes their shape up elsewhere in the scale, and comes home to the tonic. */

/** A note in scale steps above the tonic, with its length in quarter notes. */
export interface Step {
  readonly step: number;
  readonly quarters: number;
}

/** Lengths that players mean, in quarter notes. */
const LENGTHS = [0.5, 1, 1.5, 2, 3] as const;
/** The last note is held. */
const LAST = 2;
const RANGE = { low: -3, high: 9 } as const;

/** What was played, in whole eighths at a tempo: each note lasts until the next begins. */
export function heardSteps(played: readonly { readonly step: number; readonly time: number }[], bpm: number): Step[] {
  return played.map(({ step, time }, i) => {
    const next = played[i + 1]?.time;
    const quarters = next === undefined ? LAST : ((next - time) * bpm) / 60;
    const nearest = LENGTHS.reduce((best, length) =>
      Math.abs(length - quarters) < Math.abs(best - quarters) ? length : best,
    );
    return { step, quarters: nearest };
  });
}

/** Goes on from some steps in a scale of so many notes. */
export function answer(question: readonly Step[], scaleSize: number): Step[] {
  const last = question.at(-1)?.step ?? 0;
  // A question that ends on the tonic is taken up a step higher; any other a step lower, on its way home.
  const home = ((last % scaleSize) + scaleSize) % scaleSize === 0;
  const shift = home ? 1 : -1;
  const fold = (step: number) => {
    if (step > RANGE.high) return step - scaleSize;
    return step < RANGE.low ? step + scaleSize : step;
  };
  const body = question.slice(0, -1).map(({ step, quarters }) => ({ step: fold(step + shift), quarters }));
  const before = body.at(-1)?.step ?? last;
  const tonic = Math.round(before / scaleSize) * scaleSize;
  const leading = before === tonic ? tonic + 1 : tonic + Math.sign(before - tonic);
  return [...body, { step: leading, quarters: 1 }, { step: tonic, quarters: LAST }];
}
