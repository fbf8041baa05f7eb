/** What fingers hold down: the stick and the buttons that the touch scene draws. Read by the steering, wherever it stands. */

/** Buttons that can be touched. */
export type TouchButton = 'act' | 'roll' | 'flute' | 'pause';

/** State of the touched controls. */
export const touch = {
  /** Direction of the stick, each part -1..1. */
  x: 0,
  y: 0,
  /** True from the first touch of a screen on. */
  used: false,
  /** Buttons pressed and not yet answered. */
  pressed: new Set<TouchButton>(),
};

/** True once for each press of a touched button. */
export function touched(button: TouchButton): boolean {
  return touch.pressed.delete(button);
}
