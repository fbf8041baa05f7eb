/** The overlay's style sheet, inside a shadow root, so that page and panel do not affect each other. */

import { FEEL_STYLES } from './feel-styles.ts';
import { ACCENT, BAD, COOL, DIM, GOOD, INK, LINE, MONO, RAISED, SANS, TEXT, WELL } from './theme.ts';

/** The style sheet as text. */
export const OVERLAY_STYLES = `
:host { all: initial; position: fixed; inset: 0; z-index: 2147483000; pointer-events: none; }
/* In a page it is a block as wide as its element. */
:host(.is-within) { display: block; position: static; pointer-events: auto; }
* { box-sizing: border-box; }
.panel {
  pointer-events: auto; position: absolute; display: flex; flex-direction: column;
  width: min(452px, calc(100vw - 16px)); max-height: calc(100dvh - 16px);
  background: ${INK}; color: ${TEXT}; border: 1px solid ${LINE}; border-radius: 14px; overflow: hidden;
  box-shadow: 0 24px 60px rgba(0,0,0,.55), 0 2px 8px rgba(0,0,0,.4), inset 0 1px 0 rgba(255,255,255,.05);
  font: 13px/1.45 ${SANS}; font-feature-settings: 'tnum' 1, 'cv11' 1; -webkit-font-smoothing: antialiased;
  user-select: none; -webkit-user-select: none;
}
.panel.is-dragged { box-shadow: 0 36px 80px rgba(0,0,0,.65); }
.panel[hidden] { display: none; }
.panel.is-within { position: static; width: 100%; max-height: none; border: 0; border-radius: 0; background: none; box-shadow: none; }
.is-within .tabs { background: none; padding: 0; }
.is-within .body { height: auto; overflow: visible; }
.is-within .page { padding: 0; }
.is-within .tabs + .body .page { padding-top: 14px; }
button, select, input, textarea { font: inherit; color: inherit; }
:focus { outline: none; }
:focus-visible { outline: 2px solid ${ACCENT}; outline-offset: 1px; }
.icon { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; display: block; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* head */
.head { display: flex; align-items: center; gap: 10px; padding: 8px 8px 6px 14px; flex: none; cursor: grab; touch-action: none; background: linear-gradient(${RAISED}, ${INK}); }
.head:active { cursor: grabbing; }
.mark { display: flex; align-items: flex-end; gap: 2px; width: 18px; height: 18px; flex: none; }
.mark i { flex: 1; border-radius: 1.5px; background: ${ACCENT}; height: 20%; }
.mark i:nth-child(2) { background: #ff8aa0; } .mark i:nth-child(3) { background: #5cd8c2; } .mark i:nth-child(4) { background: #74a9ff; }
.title { min-width: 0; flex: 1; }
.title h2 { margin: 0; font-size: 14px; line-height: 1.2; font-weight: 650; letter-spacing: -.005em; text-transform: capitalize; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.title p { margin: 1px 0 0; font-size: 11.5px; line-height: 1.25; color: ${DIM}; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.beats { display: flex; align-items: center; gap: 8px; font: 600 12px/1 ${MONO}; color: ${DIM}; }
.beats b { color: ${TEXT}; font-weight: 600; min-width: 4ch; text-align: right; }
.dots { display: flex; gap: 4px; }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: ${LINE}; }
.dots i.is-on { background: ${ACCENT}; box-shadow: 0 0 8px rgba(255,180,84,.7); }
.head .tools { display: flex; gap: 2px; }
.tool { border: 0; background: none; padding: 6px; border-radius: 7px; color: ${DIM}; cursor: pointer; }
.tool:hover { background: rgba(255,255,255,.07); color: ${TEXT}; }

/* tabs */
.tabs { display: flex; padding: 0 8px; gap: 1px; border-bottom: 1px solid ${LINE}; background: ${INK}; overflow-x: auto; scrollbar-width: none; flex: none; }
.tabs::-webkit-scrollbar { display: none; }
.tab { flex: 1 0 auto; border: 0; background: none; padding: 5px 8px 9px; color: ${DIM}; font-weight: 550; font-size: 13px; cursor: pointer; position: relative; white-space: nowrap; border-radius: 6px 6px 0 0; }
.tab:hover { color: ${TEXT}; }
.tab[aria-selected='true'] { color: ${TEXT}; }
.tab[aria-selected='true']::after { content: ''; position: absolute; left: 8px; right: 8px; bottom: -1px; height: 2px; border-radius: 2px 2px 0 0; background: ${ACCENT}; }
.body { overflow-y: auto; overflow-x: hidden; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: ${LINE} transparent; min-height: 0; height: 500px; }
.page { padding: 14px; display: flex; flex-direction: column; gap: 16px; }
.page[hidden] { display: none; }
/* A game's names may be long: text wraps anywhere; rows and buttons truncate it. */
.page { overflow-wrap: anywhere; min-width: 0; }
.page > *, .row > *, .card > * { min-width: 0; max-width: 100%; }
.button, .chip, .queued, .add, .legend span, .compare > *, .layer > *, .option > *, .kept > *, select.field { min-width: 0; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
.compare > .gauge { overflow: visible; }
.panel.is-collapsed .tabs, .panel.is-collapsed .body { display: none; }

/* common */
h3 { margin: 0; font-size: 11px; line-height: 1.3; font-weight: 650; letter-spacing: .07em; text-transform: uppercase; color: ${DIM}; }
section { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
.row { display: flex; align-items: center; gap: 8px; min-width: 0; }
.wrap { flex-wrap: wrap; }
.spread { justify-content: space-between; }
.dim { color: ${DIM}; } .small { font-size: 11.5px; line-height: 1.4; } .mono { font-family: ${MONO}; font-size: 12px; }
.grow { flex: 1; min-width: 0; }
.good { color: ${GOOD}; } .bad { color: ${BAD}; }
p { margin: 0; }
.card { background: ${RAISED}; border: 1px solid ${LINE}; border-radius: 10px; padding: 11px 12px; }
.button { border: 1px solid #363c54; background: #232839; border-radius: 8px; padding: 5px 11px; font-weight: 550; font-size: 12.5px; cursor: pointer; color: ${TEXT}; white-space: nowrap; line-height: 1.45; }
.button:hover { background: #2c3247; border-color: #454d6a; }
.button:active { background: #1d2130; }
.button:disabled { opacity: .45; cursor: default; }
.button.is-main { background: ${ACCENT}; border-color: ${ACCENT}; color: #20160a; }
.button.is-main:hover { background: #ffc476; }
.button.is-square { padding: 6px; }
.chip { border: 1px solid #363c54; background: transparent; border-radius: 99px; padding: 3px 11px; font-size: 12px; font-weight: 500; cursor: pointer; color: ${TEXT}; white-space: nowrap; line-height: 1.5; }
.chip:hover { background: #2c3247; }
.chip small { margin-left: 6px; font-size: 11px; color: ${DIM}; }
.chip.is-on { background: rgba(255,180,84,.16); border-color: ${ACCENT}; color: #ffd9a6; }
.segments { display: inline-flex; border: 1px solid #363c54; border-radius: 8px; overflow: hidden; }
.segments button { border: 0; background: transparent; padding: 5px 12px; font-weight: 600; font-size: 12px; cursor: pointer; color: ${DIM}; }
.segments button + button { border-left: 1px solid #363c54; }
.segments button[aria-pressed='true'] { background: ${ACCENT}; color: #20160a; }
section[hidden] { display: none; }
.segments.is-wide { display: flex; } .segments.is-wide button { flex: 1; }
.field, textarea { background: ${WELL}; border: 1px solid #363c54; border-radius: 8px; padding: 5px 9px; font-size: 12.5px; color: ${TEXT}; min-width: 0; line-height: 1.45; user-select: text; -webkit-user-select: text; }
select.field { padding-right: 24px; appearance: none; -webkit-appearance: none; background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 6'%3E%3Cpath d='M1 1l4 4 4-4' fill='none' stroke='%23a3abc2' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E"); background-repeat: no-repeat; background-position: right 8px center; background-size: 9px; }
select.field option { background: ${RAISED}; color: ${TEXT}; }
textarea { resize: vertical; font-family: ${MONO}; font-size: 11.5px; width: 100%; }
pre { margin: 0; background: ${WELL}; border: 1px solid ${LINE}; border-radius: 10px; padding: 11px 12px; font: 11.5px/1.55 ${MONO}; color: #cfd6ea; overflow: auto; max-height: 190px; user-select: text; -webkit-user-select: text; scrollbar-width: thin; scrollbar-color: ${LINE} transparent; tab-size: 2; }
pre .k { color: #9cc4ff; } pre .s { color: #a9e2b4; } pre .n { color: #ffcf8f; } pre .w { color: #d7a6ff; }
canvas { display: block; width: 100%; border-radius: 10px; }
.roll { height: 300px; border: 1px solid ${LINE}; }
.lines { height: 54px; border: 1px solid ${LINE}; }
.bar { height: 5px; border-radius: 3px; background: #262b3b; overflow: hidden; position: relative; }
.bar i { position: absolute; inset: 0; transform-origin: left; border-radius: 3px; background: ${ACCENT}; transform: scaleX(0); }
.note { font-size: 12px; line-height: 1.45; color: ${DIM}; }
.alert { font-size: 12px; line-height: 1.45; color: ${BAD}; background: rgba(255,129,119,.1); border: 1px solid rgba(255,129,119,.4); border-radius: 8px; padding: 7px 10px; user-select: text; -webkit-user-select: text; }
.alert.is-good { color: ${GOOD}; background: rgba(111,220,154,.08); border-color: rgba(111,220,154,.35); }
.alert:empty { display: none; }

/* now */
.now { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; align-items: end; }
.now .mood { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; font-size: 30px; line-height: 1.08; font-weight: 720; letter-spacing: -.02em; text-transform: capitalize; }
.now .tempo { font-size: 30px; line-height: 1.08; font-weight: 720; letter-spacing: -.02em; text-align: right; }
.now .tempo small { font-size: 12px; font-weight: 600; letter-spacing: .02em; color: ${DIM}; margin-left: 4px; }
.now .key { color: ${DIM}; font-size: 13px; } .now .place { color: ${DIM}; text-align: right; font-size: 13px; }
.chords { display: flex; gap: 4px; }
.chord { flex: 1 1 0; min-width: 0; text-align: center; padding: 7px 2px; border-radius: 8px; background: ${RAISED}; border: 1px solid ${LINE}; font-weight: 600; font-size: 13.5px; color: ${DIM}; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chord.is-on { background: ${ACCENT}; border-color: ${ACCENT}; color: #20160a; }
.chord.is-past { opacity: .62; }
.layers { display: grid; gap: 6px; }
.layer { display: grid; grid-template-columns: 10px 108px minmax(0, 1fr); gap: 8px; align-items: center; font-size: 12.5px; }
.layer .dot { width: 8px; height: 8px; border-radius: 50%; background: var(--c); }
.layer .bar i { background: var(--c); }
.layer.is-out { opacity: .72; } .layer.is-out .dot { background: transparent; box-shadow: inset 0 0 0 1.5px var(--c); }
.layer.is-out .name { color: ${DIM}; }
/* A layer that waits says for what. */
.layer .reach { display: none; font-size: 11.5px; color: ${DIM}; white-space: nowrap; }
.layer.is-out .reach { display: block; } .layer.is-out .bar:has(+ .reach) { display: none; }
.queue { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 6px; }
.queued { display: flex; align-items: center; gap: 7px; padding: 5px 9px; border-radius: 8px; background: ${RAISED}; border: 1px solid ${LINE}; font-size: 12px; min-width: 0; }
.queued .grow { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-transform: capitalize; }
.queued.is-playing { border-color: ${ACCENT}; }
.state { width: 8px; height: 8px; border-radius: 50%; flex: none; box-shadow: inset 0 0 0 1.5px #59617d; }
.state[data-state='in hand'] { background: ${GOOD}; box-shadow: none; }
.state[data-state='asked'] { box-shadow: inset 0 0 0 1.5px ${ACCENT}; background: linear-gradient(90deg, ${ACCENT} 50%, transparent 50%); }
.state[data-state='refused'] { background: ${BAD}; box-shadow: none; }

/* signals */
.signal { display: grid; gap: 8px; }
.compare { display: grid; grid-template-columns: 96px minmax(0, 1fr) 42px 42px; gap: 7px 8px; align-items: center; font-size: 12.5px; }
.compare .mono { text-align: right; }
.gauge { position: relative; height: 14px; border-radius: 4px; background: #1b1f2c; }
.gauge .ask { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: ${ACCENT}; border-radius: 1px; }
.gauge .got { position: absolute; top: 4px; bottom: 4px; left: 0; border-radius: 3px; background: ${COOL}; opacity: .85; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 11.5px; color: ${DIM}; }
.legend span { display: inline-flex; align-items: center; gap: 6px; }
.legend i { width: 10px; height: 10px; border-radius: 3px; background: var(--c); }
.legend i.is-line { height: 3px; width: 14px; border-radius: 2px; }
.legend i.is-dashed { background: repeating-linear-gradient(90deg, var(--c) 0 4px, transparent 4px 7px); }

.signal .values { display: flex; gap: 5px; align-items: baseline; }
.adds { display: flex; flex-wrap: wrap; gap: 5px; }
.add { display: inline-flex; gap: 6px; align-items: baseline; padding: 3px 9px; border-radius: 7px; background: #222738; font-size: 12px; line-height: 1.45; color: ${DIM}; }
.add b { font: 600 12px ${MONO}; color: ${DIM}; }
.add.is-on { color: ${TEXT}; } .add.is-on b { color: ${ACCENT}; }
.curve { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 4px; }
.curve > span { flex: 1 1 70px; min-width: 0; max-width: 96px; }

/* why */
.options { display: grid; gap: 4px; }
.option { display: grid; grid-template-columns: 52px 1fr 48px; gap: 8px; align-items: center; font-size: 12.5px; }
.option .bar { height: 16px; border-radius: 4px; }
.option .bar i { border-radius: 4px; background: #56608a; } .option .bar i + i { background: ${COOL}; }
.option.is-chosen .name { color: ${ACCENT}; font-weight: 650; } .option.is-chosen .bar i + i { background: ${ACCENT}; }
.option.is-vetoed .name { text-decoration: line-through; color: ${DIM}; }
.option .bar span { position: absolute; left: 6px; top: 0; line-height: 16px; font-size: 10.5px; font-weight: 600; color: #ffc9c4; white-space: nowrap; }
.option .mono { text-align: right; }
.facts { display: grid; grid-template-columns: fit-content(40%) minmax(0, 1fr); gap: 3px 12px; font-size: 12.5px; margin: 0; }
.facts dt { color: ${DIM}; } .facts dd { margin: 0; }

/* health */
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; }
/* A single last tile takes the whole row. */
.tile:last-child:nth-child(3n + 1) { grid-column: 1 / -1; }
.tile { background: ${RAISED}; border: 1px solid ${LINE}; border-radius: 10px; padding: 9px 11px; min-width: 0; }
.tile .label { font-size: 11px; color: ${DIM}; line-height: 1.3; }
.tile .value { font-size: 19px; line-height: 1.25; font-weight: 680; letter-spacing: -.01em; white-space: nowrap; }
.tile .value small { font-size: 11px; font-weight: 550; color: ${DIM}; margin-left: 3px; letter-spacing: 0; }
.tile .more { font-size: 11px; color: ${DIM}; line-height: 1.35; min-height: 1.35em; }
.tile.is-bad { border-color: rgba(255,129,119,.6); } .tile.is-bad .value { color: ${BAD}; }
.banner { display: flex; gap: 10px; align-items: center; } .banner .state { width: 10px; height: 10px; }

/* tune: tweakpane in the overlay's style */
/* As wide as the panel, unlike what else is on a page. */
.bench { position: sticky; top: 0; max-width: none; margin: -14px -14px 0; padding: 10px 14px; display: grid; gap: 9px; background: ${INK}; border-bottom: 1px solid ${LINE}; z-index: 5; }
.is-within .bench { position: static; margin: 0; padding: 0 0 12px; background: none; }
.tp-rotv {
  --tp-base-background-color: transparent; --tp-base-border-radius: 8px; --tp-base-font-family: ${SANS}; --tp-base-shadow-color: transparent;
  --tp-blade-border-radius: 6px; --tp-blade-horizontal-padding: 7px; --tp-blade-value-width: 196px;
  --tp-button-background-color: #262c3f; --tp-button-background-color-active: #1d2130; --tp-button-background-color-focus: #323a54; --tp-button-background-color-hover: #2f3650; --tp-button-foreground-color: ${TEXT};
  --tp-container-background-color: transparent; --tp-container-foreground-color: ${TEXT}; --tp-container-horizontal-padding: 0px; --tp-container-vertical-padding: 0px; --tp-container-unit-size: 24px; --tp-container-unit-spacing: 0px;
  --tp-input-background-color: #232838; --tp-input-background-color-active: #2b3146; --tp-input-background-color-focus: #2b3146; --tp-input-background-color-hover: #2b3146; --tp-input-foreground-color: ${TEXT};
  --tp-label-foreground-color: ${TEXT}; --tp-groove-foreground-color: ${LINE};
}
.page-tune .tp-rotv { box-shadow: none; font-size: 12px; }
.page-tune .tp-rotv_c > .tp-lblv { padding: 7px 0; border-bottom: 1px solid #1d2130; align-items: center; position: relative; padding-right: 32px; }
.page-tune .tp-rotv_c > .tp-lblv:last-child { border-bottom: 0; }
.page-tune .tp-lblv_l { padding: 0 10px 0 0; font-size: 13px; font-weight: 550; line-height: 1.3; hyphens: manual; }
.page-tune .tp-lblv_v { align-self: center; }
.page-tune .hint { display: block; font-size: 11.5px; font-weight: 400; line-height: 1.35; color: ${DIM}; margin-top: 1px; }
.page-tune .unit { color: ${DIM}; font-weight: 400; font-size: 11.5px; margin-left: 5px; }
.page-tune .tp-sldv_t::before { height: 4px; border-radius: 2px; }
.page-tune .tp-sldv_k::before { height: 4px; border-radius: 2px; background: ${ACCENT}; }
.page-tune .tp-sldv_k::after { background: #ffe2bd !important; border-radius: 50%; height: 14px; width: 14px; right: -7px; box-shadow: 0 1px 3px rgba(0,0,0,.5); }
.page-tune .tp-sldv_t:focus-visible { outline: 2px solid ${ACCENT}; border-radius: 6px; }
.page-tune .tp-txtv_i { font-family: ${MONO}; font-size: 11.5px; user-select: text; -webkit-user-select: text; }
.page-tune .tp-txtv_i:focus-visible, .page-tune .tp-lstv_s:focus-visible { outline: 2px solid ${ACCENT}; }
.page-tune .tp-lstv_s { font-weight: 500; font-size: 12.5px; text-transform: none; }
.page-tune .tp-lstv_m { color: ${DIM}; }
.page-tune .tp-lstv_s option { background: ${RAISED}; color: ${TEXT}; }
.lock { position: absolute; right: -2px; top: 50%; margin-top: -13px; border: 0; background: none; padding: 5px; border-radius: 7px; color: #717b98; cursor: pointer; }
.lock:hover { color: ${TEXT}; background: rgba(255,255,255,.07); }
.lock[aria-pressed='true'] { color: ${ACCENT}; background: rgba(255,180,84,.14); }
.is-changed > .tp-lblv_l::before { content: ''; display: inline-block; width: 6px; height: 6px; border-radius: 50%; background: ${ACCENT}; margin-right: 7px; vertical-align: 2px; }
.kept { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 6px; align-items: center; }

${FEEL_STYLES}

@media (max-width: 560px) {
  .panel { width: 100vw; left: 0 !important; right: 0; top: auto !important; bottom: 0; border-radius: 16px 16px 0 0; border-width: 1px 0 0; max-height: 78dvh; }
  .body { height: auto; flex: 1; }
  .head { cursor: default; padding-left: 14px; } .tool.is-move { display: none; }
  .tool { padding: 9px; } .tab { padding: 10px 8px 11px; } .button { padding: 8px 12px; } .chip { padding: 6px 12px; }
  .tiles { grid-template-columns: repeat(2, 1fr); } .tile:last-child:nth-child(3n + 1) { grid-column: auto; } .roll { height: 250px; }
  .tp-rotv { --tp-blade-value-width: 168px; --tp-container-unit-size: 28px; }
}
@media (max-height: 620px) { .body { height: auto; flex: 1; } }
@media (prefers-reduced-motion: no-preference) { .dots i { transition: background .06s; } .layer { transition: opacity .2s; } }
`;
