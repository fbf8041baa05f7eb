/** The style of the Feel tab. */

import { ACCENT, COOL, DIM, LINE, TEXT, WELL } from './theme.ts';

/** The part of the overlay's style sheet for the pad, the words and the looks. */
export const FEEL_STYLES = `/* feel */
.feel { display: grid; grid-template-columns: minmax(0, 232px) minmax(0, 1fr); gap: 12px; align-items: start; }
.pad { position: relative; aspect-ratio: 1; background: ${WELL}; border: 1px solid ${LINE}; border-radius: 10px; cursor: crosshair; touch-action: none; }
.pad svg { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: 10px; }
.pad circle.ring, .pad path { fill: none; stroke: ${LINE}; stroke-width: .6; vector-effect: non-scaling-stroke; }
.pad text { fill: ${DIM}; font: 4.300px sans-serif; paint-order: stroke; stroke: ${WELL}; stroke-width: 1px; }
.pad text.axis { font-weight: 650; letter-spacing: .02em; }
.pad .spot { fill: #59617d; }
.pad .is-playing .spot { fill: ${COOL}; } .pad .is-playing text { fill: ${TEXT}; font-weight: 650; }
.pad .point { position: absolute; width: 18px; height: 18px; margin: -9px; border-radius: 50%; border: 2.500px solid ${ACCENT}; background: rgba(255,180,84,.25); cursor: grab; }
.pad .point.is-own { border-color: ${COOL}; background: rgba(127,178,255,.2); }
.pad .point:focus-visible { outline-offset: 3px; }
.axes { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 10px; align-items: center; font-size: 12.5px; }
.axes span.mono { text-align: right; }
.axes label { grid-column: 1 / -1; display: grid; gap: 4px; }
.axes .button { white-space: normal; }
.axes input[type='range'] { width: 100%; margin: 0; accent-color: ${ACCENT}; cursor: pointer; }
.shares { display: grid; grid-template-columns: minmax(0, 118px) minmax(0, 1fr) 42px; gap: 5px 8px; align-items: center; font-size: 12.5px; }
.shares > * { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.shares .mono { text-align: right; }
.shares .bar { height: 8px; border-radius: 4px; } .shares .bar i { background: ${COOL}; border-radius: 4px; }
.shares:empty, .unknown:empty { display: none; }
.looks { font-size: 15px; line-height: 1.4; } .looks b { font-weight: 680; }
.page-feel textarea { font-family: inherit; font-size: 13px; }`;
