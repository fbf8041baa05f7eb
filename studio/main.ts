/** The studio: describe a scene, hear it, shape it, and keep it as a piece. */

import './studio.css';
import { DescribeCard } from './listen/describe-card.ts';
import { LiveMusic } from './listen/live-music.ts';
import { Panels } from './listen/panels.ts';
import { PlayerBar } from './listen/player-bar.ts';
import type { Scene } from './listen/scene.ts';
import { GameCard } from './make/game-card.ts';
import { PieceCard } from './make/piece-card.ts';
import { el, reasonOf } from './page/dom.ts';
import { pauseTakes } from './takes/take-player.ts';
import { newTake, TakeStore } from './takes/take-store.ts';
import { TakesCard } from './takes/takes-card.ts';

const store = new TakeStore();
const panels = new Panels();
const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
const music = new LiveMusic((soundtrack) => {
  soundtrack.on('error', ({ message }) => complain(message));
  void panels.show(soundtrack).then(() => {
    music.tuning = () => panels.tuned ?? soundtrack.definition;
  }, complain);
});

function complain(reason: unknown): void {
  problem.textContent = typeof reason === 'string' ? reason : reasonOf(reason);
  problem.hidden = false;
}

/** Plays a scene; the page says why, where it cannot. */
function play(scene: Scene): void {
  problem.hidden = true;
  pauseTakes();
  try {
    music.play(scene);
  } catch (error) {
    complain(error);
  }
}

const describing = new DescribeCard(play);
const takes = new TakesCard(store, { open: play, begins: () => music.pause() });
const piece = new PieceCard({
  scene: () => music.tuned,
  async finished(take) {
    await store.keep(take);
    takes.show();
    takes.reveal(take.id);
  },
});
const game = new GameCard(() => music.tuned, panels.code);
const player = new PlayerBar(music, async () => {
  const scene = music.tuned;
  if (scene === null) return;
  const take = newTake({ scene, piece: null, sound: null });
  await store.keep(take);
  takes.show();
  takes.reveal(take.id);
});

music.onChange(() => {
  if (music.state !== 'paused' && music.state !== 'silent') pauseTakes();
  describing.show(music.scene);
  piece.update();
  game.update();
});

const mark = el('span', { class: 'mark', 'aria-hidden': 'true' }, ...[1, 2, 3, 4].map(() => el('i')));
document
  .getElementById('studio')!
  .append(
    el(
      'header',
      { class: 'top' },
      mark,
      el('span', { class: 'name' }, 'Music studio'),
      el('span', { class: 'grow' }),
      el('a', { href: '../' }, 'Demo game'),
    ),
    el(
      'main',
      {},
      describing.root,
      problem,
      el(
        'div',
        { class: 'columns' },
        el('div', { class: 'column' }, panels.notes, piece.root, takes.root),
        el('div', { class: 'column' }, panels.settings, game.root),
      ),
    ),
    player.root,
  );

await store.open();
takes.show();
