/** State of the touch controls, which the touch scene draws and the steering reads. */

/** The touch buttons. */
export type TouchButton = 'act' | 'roll' | 'flute' | 'pause';

/** Whether the page is on a phone or tablet, as far as one can tell before the first touch. */
const isHandheld = globalThis.matchMedia?.('(pointer: coarse)').matches ?? false;

/** State of the touch controls. */
export const touch = {
  /** Direction of the stick, components -1..1. */
  x: 0,
  y: 0,
  /** True from the first touch on, and from the start where there is no mouse. */
  used: isHandheld,
  /** Pressed buttons that have not been handled yet. */
  pressed: new Set<TouchButton>(),
};

/** True once per press of a button. */
export function touched(button: TouchButton): boolean {
  return touch.pressed.delete(button);
}
