/** Paints what every scene shares, then shows the title. */

import { Scene } from 'phaser';
import { paintLights } from '../art/lights.ts';
import { paintMonsters } from '../art/monsters.ts';
import { paintPeople } from '../art/people.ts';
import { paintStanding } from '../art/trees.ts';
import { paintVillage } from '../art/village.ts';

/** The first scene. */
export class Boot extends Scene {
  constructor() {
    super('Boot');
  }

  create(): void {
    paintLights(this);
    paintPeople(this);
    paintMonsters(this);
    paintStanding(this);
    paintVillage(this);
    this.scene.launch('Strip');
    this.scene.start('Title');
  }
}
