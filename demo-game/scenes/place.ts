/** A place one walks through: every place is scenery, a traveller, ways out, and perhaps monsters. It tells the music only how things stand. */

import * as Phaser from 'phaser';
import { type Foe, type Journey, journeyOf, type Spot } from '../journey.ts';
import { GROUND, PLAY, WIDTH } from '../layout.ts';
import { Hud } from '../world/hud.ts';
import { NOTICES, Roamer, TOUCHES } from '../world/roamer.ts';
import { DEPTH } from '../world/scenery.ts';
import { Steering } from '../world/steering.ts';
import { scaleAt, Walker } from '../world/traveller.ts';

/** Something to do at a spot. */
export interface Deed extends Spot {
  readonly reach: number;
  readonly hint: string;
  readonly act: () => void;
}

/** A way to another place, at the left or right end. */
export interface Exit {
  readonly side: 'left' | 'right';
  readonly to: string;
  readonly hint: string;
}

/** What makes a place. */
export interface PlaceLook {
  readonly title: string;
  readonly subtitle: string;
  readonly width: number;
  readonly entrance: Spot;
  readonly outside: boolean;
}

const FADE_MS = 320;
const EDGE = 34;

/** The scene that all places share. */
export abstract class Place extends Phaser.Scene {
  protected hero!: Walker;
  protected hud!: Hud;
  protected journey!: Journey;
  protected readonly deeds: Deed[] = [];
  private steering!: Steering;
  private roamers: Roamer[] = [];
  private leaving = false;
  private dark!: Phaser.GameObjects.Rectangle;

  protected abstract readonly look: PlaceLook;
  protected abstract readonly exits: readonly Exit[];
  /** Puts up the scenery and what stands in it. */
  protected abstract furnish(): void;
  /** Monsters that live here. */
  protected foes(): readonly Foe[] {
    return [];
  }
  /** Called each frame after everyone has moved. */
  protected live(_seconds: number): void {}

  create(): void {
    this.leaving = false;
    this.deeds.length = 0;
    this.journey = journeyOf(this);
    this.cameras.main
      .setViewport(0, 0, WIDTH, PLAY)
      .setBounds(0, 0, this.look.width, PLAY)
      .fadeIn(FADE_MS * 1.6, 9, 12, 24);
    const spot = this.journey.arrival(this.scene.key, this.look.width, this.look.entrance);
    this.hero = new Walker(this, 'hero', spot.x, spot.y, { left: EDGE, right: this.look.width - EDGE });
    this.furnish();
    this.roamers = this.foes()
      .filter((foe) => !this.journey.beaten.has(foe.id))
      .map((foe) => new Roamer(this, foe));
    this.dark = this.add
      .rectangle(0, 0, WIDTH, PLAY, 0x0a1030)
      .setOrigin(0)
      .setScrollFactor(0)
      .setDepth(DEPTH.tint)
      .setAlpha(0);
    this.hud = new Hud(this, this.journey);
    this.hud.announce(this.look.title, this.look.subtitle);
    this.steering = new Steering(this);
    this.cameras.main.startFollow(this.hero.sprite, true, 0.09, 0.09, 0, 0);
    this.cameras.main.centerOn(spot.x, spot.y);
  }

  override update(_time: number, delta: number): void {
    const seconds = Math.min(delta, 100) / 1000;
    this.journey.pass(seconds);
    if (!this.leaving) this.hero.walk(this.steering.direction(this.hero), seconds);
    for (const roamer of this.roamers) roamer.live(seconds, this.hero);
    this.live(seconds);
    this.tell();
    if (this.leaving) return;
    this.meet();
    this.offer();
  }

  /** Puts a painted thing on the ground, drawn between the walkers by its depth. */
  protected stand(key: string, x: number, y: number, scale = 1, flip = false): Phaser.GameObjects.Image {
    this.add
      .image(x, y + 1, 'shadow')
      .setScale(scale * 1.5, scale)
      .setDepth(y - 2)
      .setAlpha(0.8);
    return this.add
      .image(x, y, key)
      .setOrigin(0.5, 1)
      .setScale(scale * scaleAt(y))
      .setDepth(y)
      .setFlipX(flip);
  }

  /** Adds a lamp-like light that breathes. */
  protected shine(x: number, y: number, colour: number, size: number, depth: number): Phaser.GameObjects.Image {
    const light = this.add
      .image(x, y, 'glow')
      .setTint(colour)
      .setBlendMode('ADD')
      .setScale(size)
      .setAlpha(0.5)
      .setDepth(depth);
    this.tweens.add({
      targets: light,
      alpha: 0.36,
      scale: size * 0.94,
      duration: 1300 + (x % 700),
      yoyo: true,
      repeat: -1,
      ease: 'sine.inOut',
    });
    return light;
  }

  /** The game's state as signals; what they do to the music is the soundtrack's business. */
  private tell(): void {
    const nearest = this.roamers.reduce((least, roamer) => Math.min(least, roamer.distance(this.hero)), NOTICES);
    const night = this.look.outside ? this.journey.night : 1;
    this.dark.setAlpha(this.look.outside ? Math.max(0, this.journey.night - 0.35) * 0.5 : 0);
    this.soundtrack
      .signal('danger', 1 - (Math.max(nearest, TOUCHES) - TOUCHES) / (NOTICES - TOUCHES))
      .signal('health', this.journey.health)
      .signal('night', night)
      .signal('notes', this.journey.notes / 3);
  }

  private meet(): void {
    const met = this.roamers.find((roamer) => roamer.distance(this.hero) < TOUCHES);
    if (!met) return;
    this.keepSpot(met.foe.x > this.hero.x ? -90 : 90);
    this.leaving = true;
    this.cameras.main.flash(160, 255, 236, 200).shake(260, 0.008);
    this.cameras.main.zoomTo(1.5, 420, 'Cubic.easeIn');
    this.time.delayedCall(430, () =>
      this.scene.start(met.foe.kind === 'guardian' ? 'Boss' : 'Battle', { foe: met.foe, place: this.scene.key }),
    );
  }

  private offer(): void {
    const tapped = this.steering.tapped();
    const acted = this.steering.acted();
    const deed = this.deeds.find(({ x, y, reach }) => Math.hypot(x - this.hero.x, (y - this.hero.y) * 1.4) < reach);
    const exit = this.exits.find(({ side }) =>
      side === 'left' ? this.hero.x <= EDGE + 60 : this.hero.x >= this.look.width - EDGE - 60,
    );
    this.hud.suggest(deed?.hint ?? exit?.hint ?? null);
    const onIt = deed && tapped && Math.hypot(tapped.x - deed.x, tapped.y - deed.y + 40) < 110;
    if (deed && (acted || onIt)) {
      this.steering.stay();
      deed.act();
    }
    if (exit && (this.hero.x <= EDGE + 2 || this.hero.x >= this.look.width - EDGE - 2)) this.leave(exit.to, exit.side);
  }

  /** Goes to another place, which is entered at its opposite end. */
  protected leave(to: string, side: 'left' | 'right'): void {
    if (this.leaving) return;
    this.leaving = true;
    this.journey.enter(side === 'left' ? 'right' : 'left', this.hero.y);
    this.cameras.main.fadeOut(FADE_MS, 9, 12, 24);
    this.cameras.main.once(Phaser.Cameras.Scene2D.Events.FADE_OUT_COMPLETE, () => this.scene.start(to));
  }

  /** After a battle one goes on from where it began, a step away from the foe. */
  private keepSpot(shift: number): void {
    const x = Phaser.Math.Clamp(this.hero.x + shift, EDGE + 90, this.look.width - EDGE - 90);
    this.journey.keep(this.scene.key, { x, y: Phaser.Math.Clamp(this.hero.y, GROUND.far, GROUND.near) });
  }
}
