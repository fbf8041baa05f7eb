/** A place to walk through: scenery, a traveller, exits, items, perhaps monsters. It only sends the music its state. */

import * as Phaser from 'phaser';
import { type Foe, type GameState, gameStateOf, LOST_NOTES, type Spot } from '../game-state.ts';
import { FLOOR, GROUND, SKY, TALLEST } from '../layout.ts';
import { LAMP } from '../palette.ts';
import { Daylight } from '../world/daylight.ts';
import { glint } from '../world/effects.ts';
import { Hud } from '../world/hud.ts';
import { onKey } from '../world/keys.ts';
import type { Action, Exit, PlaceLook, Stretch } from '../world/place-parts.ts';
import { frame } from '../world/scenery.ts';
import { SignalLabels } from '../world/signal-labels.ts';
import { Steering } from '../world/steering.ts';
import { touched } from '../world/touch.ts';
import { Walker } from '../world/traveller.ts';
import { NOTICES, TOUCHES, WanderingMonster } from '../world/wandering-monster.ts';

const FADE_MS = 320;
const EDGE = 12;
/** Health that a herb restores. */
const HERB = 0.4;

/** The base of all places. */
export abstract class WalkableScene extends Phaser.Scene {
  protected hero!: Walker;
  protected hud!: Hud;
  protected gameState!: GameState;
  protected daylight: Daylight | null = null;
  protected readonly actions: Action[] = [];
  private readonly herbs: (Spot & { readonly id: string; readonly plant: Phaser.GameObjects.Image })[] = [];
  private steering!: Steering;
  private labels!: SignalLabels;
  private monsters: WanderingMonster[] = [];
  private zone: Stretch | null = null;
  private leaving = false;

  protected abstract readonly look: PlaceLook;
  protected abstract readonly exits: readonly Exit[];
  /** Sections with their own mood. */
  protected readonly zones: readonly Stretch[] = [];
  /** Creates the scenery and its objects. */
  protected abstract furnish(): void;
  /** The monsters of this place. */
  protected foes(): readonly Foe[] {
    return [];
  }
  /** Called each frame after everyone has moved. */
  protected live(_seconds: number): void {}
  /** Called when the flute was played here and answered. */
  heard(): void {}

  create(): void {
    this.leaving = false;
    this.zone = null;
    this.actions.length = 0;
    this.herbs.length = 0;
    this.gameState = gameStateOf(this);
    frame(this, this.look.width);
    this.cameras.main.fadeIn(FADE_MS * 1.6, 11, 13, 26);
    const spot = this.gameState.arrival(this.scene.key, this.look.width, this.look.entrance);
    this.daylight = this.look.sky ? new Daylight(this, this.look.sky) : null;
    this.hero = new Walker(this, 'hero', spot.x, spot.y, { left: EDGE, right: this.look.width - EDGE });
    this.furnish();
    this.monsters = this.foes()
      .filter((foe) => !this.gameState.beaten.has(foe.id))
      .map((foe) => new WanderingMonster(this, foe));
    // The traveller carries a light: daylight does not tint the traveller.
    this.daylight?.add(...this.monsters.map(({ sprite }) => sprite));
    this.hud = new Hud(this, this.gameState);
    this.hud.announce(this.look.title, this.look.subtitle);
    this.steering = new Steering(this);
    this.listenTo();
    this.explain();
    this.cameras.main.scrollX = spot.x - this.cameras.main.width / 2;
    onKey(this, 'F', () => this.flute());
  }

  override update(_time: number, delta: number): void {
    const seconds = Math.min(delta, 100) / 1000;
    const plays = this.scene.isActive('Flute');
    this.gameState.pass(seconds);
    if (!this.leaving && !plays) this.hero.walk(this.steering.direction(this.hero), seconds);
    this.follow(seconds);
    for (const monster of this.monsters) monster.live(plays ? 0 : seconds, plays ? { x: -999, y: 0 } : this.hero);
    this.live(seconds);
    this.daylight?.show(this.gameState.hour, this.gameState.night);
    this.tell();
    this.labels.update();
    if (plays) this.hud.suggest(null);
    if (this.leaving || plays) return;
    this.meet();
    this.offer();
    if (touched('flute') || this.input.gamepad?.getPad(0)?.Y) this.flute();
  }

  /** Turns the traveller's position into music: sections with their own mood, and monsters that raise danger. */
  private listenTo(): void {
    const { sprite } = this.hero;
    for (const { from, to, mood } of this.zones)
      this.soundtrack.zone(sprite, { inside: new Phaser.Geom.Rectangle(from, SKY, to - from, TALLEST), mood });
    for (const monster of this.monsters)
      this.soundtrack.zone(sprite, { near: monster, within: NOTICES, full: TOUCHES, signal: 'danger' });
  }

  /** Sends the state as signals; the soundtrack decides their effect. */
  private tell(): void {
    this.soundtrack
      .signal('health', this.gameState.health)
      .signal('night', this.daylight ? this.gameState.night : 1)
      .signal('notes', this.gameState.notes / LOST_NOTES);
    const zone = this.zones.find(({ from, to }) => this.hero.x > from && this.hero.x < to) ?? null;
    if (zone && zone !== this.zone) this.hud.announce(zone.name, '');
    this.zone = zone;
  }

  /** Places a picture on the ground, in the drawing order of its depth. */
  protected stand(key: string, x: number, y: number, flip = false): Phaser.GameObjects.Image {
    const thing = this.add.image(x, y, key).setOrigin(0.5, 1).setDepth(y).setFlipX(flip);
    const shadow = this.add.image(x, y - 1, 'shadow').setDepth(y - 2);
    shadow.setDisplaySize(Phaser.Math.Clamp(thing.width * 0.8, 16, 46), 8);
    this.daylight?.add(thing);
    return thing;
  }

  /** Adds a lamp's light; outdoors it shines in the dark. */
  protected shine(x: number, y: number, color: number, size: number, depth: number): Phaser.GameObjects.Image {
    const light = this.add
      .image(x, y, 'glow')
      .setTint(color)
      .setBlendMode('ADD')
      .setScale(size)
      .setAlpha(0.5)
      .setDepth(depth);
    return this.daylight?.glow(light) ?? light;
  }

  /** Adds a chest that can be opened once. */
  protected chest(id: string, x: number, y: number, opened: () => void): void {
    const known = this.gameState.found.has(id);
    const box = this.stand(known ? 'chest-open' : 'chest', x, y);
    if (known) return;
    const action: Action = {
      ...{ x, y, reach: 26, hint: 'Space  open', call: "stinger('discovery')" },
      act: () => {
        this.gameState.found.add(id);
        this.actions.splice(this.actions.indexOf(action), 1);
        box.setTexture('chest-open');
        this.soundtrack.stinger('discovery');
        glint(this, '#fff0b8');
        opened();
      },
    };
    this.actions.push(action);
  }

  /** Adds a healing herb. */
  protected herb(id: string, x: number, y: number): void {
    if (this.gameState.found.has(id)) return;
    const plant = this.stand('herb', x, y);
    this.herbs.push({ x, y, id, plant });
  }

  /** Opens the flute. */
  private flute(): void {
    if (this.leaving || this.scene.isActive('Flute')) return;
    if (!this.gameState.found.has('flute')) {
      this.hud.write(this.hero.x, this.hero.y - 46, 'If only I had a flute…');
      return;
    }
    this.hero.walk(new Phaser.Math.Vector2(), 1);
    this.scene.launch('Flute', { place: this.scene.key });
  }

  private follow(seconds: number): void {
    const { main } = this.cameras;
    const goal = this.hero.x - main.width / 2;
    main.scrollX += (goal - main.scrollX) * (1 - Math.exp(-6 * seconds));
    main.scrollY = FLOOR - main.height;
  }

  private meet(): void {
    for (const herb of [...this.herbs]) {
      if (Math.hypot(herb.x - this.hero.x, herb.y - this.hero.y) > 13 || this.gameState.health >= 1) continue;
      this.herbs.splice(this.herbs.indexOf(herb), 1);
      this.gameState.found.add(herb.id);
      this.gameState.health = Math.min(1, this.gameState.health + HERB);
      this.daylight?.remove(herb.plant);
      herb.plant.destroy();
      this.hud.show();
      this.soundtrack.stinger('item');
    }
    const met = this.monsters.find((monster) => monster.distance(this.hero) < TOUCHES);
    if (!met) return;
    this.keepSpot(met.foe.x > this.hero.x ? -40 : 40);
    this.leaving = true;
    glint(this, '#fff0b8');
    this.cameras.main.shake(260, 0.008);
    this.cameras.main.zoomTo(2, 420, 'Cubic.easeIn');
    this.time.delayedCall(430, () =>
      this.scene.start(met.foe.kind === 'guardian' ? 'Boss' : 'Battle', { foe: met.foe, place: this.scene.key }),
    );
  }

  private offer(): void {
    const tapped = this.steering.tapped();
    const acted = this.steering.acted();
    const action = this.actions.find(({ x, y, reach }) => Math.hypot(x - this.hero.x, (y - this.hero.y) * 1.4) < reach);
    const exit = this.exits.find(({ side }) =>
      side === 'left' ? this.hero.x <= EDGE + 26 : this.hero.x >= this.look.width - EDGE - 26,
    );
    this.hud.suggest(action?.hint ?? exit?.hint ?? null);
    const onIt = action && tapped && Math.hypot(tapped.x - action.x, tapped.y - action.y + 16) < 44;
    if (action && (acted || onIt)) {
      this.steering.stay();
      action.act();
    }
    if (exit && (this.hero.x <= EDGE + 1 || this.hero.x >= this.look.width - EDGE - 1)) this.leave(exit.to, exit.side);
  }

  /** Goes to another place, entering at its opposite end. */
  protected leave(to: string, side: 'left' | 'right'): void {
    if (this.leaving) return;
    this.leaving = true;
    this.gameState.enter(side === 'left' ? 'right' : 'left', this.hero.y);
    this.cameras.main.fadeOut(FADE_MS, 11, 13, 26);
    this.cameras.main.once(Phaser.Cameras.Scene2D.Events.FADE_OUT_COMPLETE, () => this.scene.start(to));
  }

  /** Stores where to return after a battle: a step away from the foe. */
  private keepSpot(shift: number): void {
    const x = Phaser.Math.Clamp(this.hero.x + shift, EDGE + 36, this.look.width - EDGE - 36);
    this.gameState.keep(this.scene.key, { x, y: Phaser.Math.Clamp(this.hero.y, GROUND.far, GROUND.near) });
  }

  /** Shows on the screen what this scene sends to the music. */
  private explain(): void {
    this.labels = new SignalLabels(this);
    this.labels.signals(['danger', 'health', 'night', 'notes']);
    for (const { from, to, mood } of this.zones) this.labels.zone(from, to, `zone({ inside, mood: '${mood}' })`);
    for (const monster of this.monsters) this.labels.reach(monster, NOTICES, () => "zone({ near, signal: 'danger' })");
    for (const { x, y, call } of this.actions)
      if (call)
        this.labels.tag(
          () => ({ x, y: y + 8 }),
          () => call,
          LAMP,
        );
    for (const { side, to } of this.exits)
      this.labels.tag(
        () => ({ x: side === 'left' ? 60 : this.look.width - 60, y: GROUND.far + 26 }),
        () => `scenes: { ${to} }`,
      );
  }
}
