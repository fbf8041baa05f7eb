// Made by models/corpus/swing.ts from the Groove MIDI Dataset (models/README.md names its sources). Do not edit.

/** Quarter notes a minute, and where in the beat its second eighth begins when drummers swing: 0.5 is straight, 0.667 the last of three. */
export const SWING_TABLE = [
  [70, 0.689],
  [100, 0.689],
  [130, 0.689],
  [160, 0.682],
  [190, 0.675],
  [220, 0.675],
  [250, 0.666],
  [290, 0.623],
] as const;
