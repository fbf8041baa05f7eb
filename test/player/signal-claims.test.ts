import { describe, expect, test } from 'vitest';
import type { SignalValue } from '../../plugin/mood/signals.ts';
import { SignalClaims } from '../../plugin/player/signal-claims.ts';
import type { SignalGetter } from '../../plugin/soundtrack/signal-bindings.ts';

/** A port that knows `danger` and `place`, keeps what was sent, and reads getters when `poll` is called. */
function claimsOf() {
  const initials: Record<string, SignalValue> = { danger: 0, place: 'nowhere' };
  const values: Record<string, SignalValue> = { ...initials };
  const sent: string[] = [];
  const getters = new Map<string, SignalGetter>();
  const check = (name: string) => {
    if (!(name in initials)) throw new RangeError(`unknown signal '${name}'`);
  };
  const claims = new SignalClaims({
    signal(name, value) {
      check(name);
      values[name] = value;
      sent.push(`${name}=${value}`);
    },
    bind(name, getter) {
      check(name);
      getters.set(name, getter);
    },
    unbind: (name) => void getters.delete(name),
    initial: (name) => initials[name]!,
  });
  const poll = () => {
    for (const [name, getter] of getters) {
      const value = getter();
      if (value !== undefined && value !== null) values[name] = value;
    }
  };
  return { claims, values, sent, getters, poll };
}

const [forest, hud, battle] = [{ scene: 'forest' }, { scene: 'hud' }, { scene: 'battle' }];

describe('what a scene says about a signal', () => {
  test('ends with the scene: the signal goes back to its initial value', () => {
    const { claims, values, sent } = claimsOf();
    claims.signal(forest, 'danger', 1);
    claims.end(forest);
    claims.settle();
    expect(values.danger).toBe(0);
    // Said once, not every frame.
    claims.settle();
    expect(sent).toEqual(['danger=1', 'danger=0']);
  });

  test('of the game outlives every scene', () => {
    const { claims, values } = claimsOf();
    claims.signal(forest, 'danger', 0.3);
    claims.signal(null, 'danger', 0.8);
    claims.end(forest);
    claims.settle();
    expect(values.danger).toBe(0.8);
  });

  test('gives way to what a scene that still runs has said', () => {
    const { claims, values } = claimsOf();
    claims.signal(null, 'danger', 0.1);
    claims.signal(hud, 'danger', 0.4);
    claims.signal(battle, 'danger', 1);
    claims.end(battle);
    claims.settle();
    expect(values.danger).toBe(0.4);
    claims.end(hud);
    claims.settle();
    expect(values.danger).toBe(0.1);
  });

  test('changes nothing where another scene has spoken since', () => {
    const { claims, sent } = claimsOf();
    claims.signal(forest, 'danger', 1);
    claims.signal(battle, 'danger', 0.5);
    claims.end(forest);
    claims.settle();
    expect(sent).toEqual(['danger=1', 'danger=0.5']);
  });

  test('does not dip where the next scene takes it up in the same frame', () => {
    const { claims, sent } = claimsOf();
    claims.signal(forest, 'danger', 1);
    claims.end(forest);
    claims.signal(battle, 'danger', 0.9);
    claims.settle();
    expect(sent).toEqual(['danger=1', 'danger=0.9']);
  });

  test('goes for tags, too', () => {
    const { claims, values } = claimsOf();
    claims.signal(forest, 'place', 'bridge');
    claims.end(forest);
    claims.settle();
    expect(values.place).toBe('nowhere');
  });

  test('that is wrong is thrown at once and not remembered', () => {
    const { claims, sent } = claimsOf();
    expect(() => claims.signal(forest, 'dangr', 1)).toThrow(/unknown signal/);
    claims.end(forest);
    claims.settle();
    claims.resend(true);
    expect(sent).toEqual([]);
  });
});

describe("a scene's getter", () => {
  test('is read no more from the moment the scene ends, and its value goes', () => {
    const { claims, values, poll, getters } = claimsOf();
    let reads = 0;
    claims.bind(forest, 'danger', () => ++reads / 10);
    poll();
    expect(values.danger).toBe(0.1);
    claims.end(forest);
    expect(getters.size).toBe(0);
    claims.settle();
    poll();
    expect([values.danger, reads]).toEqual([0, 1]);
  });

  test('gives way to the getter of a scene that still runs', () => {
    const { claims, values, poll } = claimsOf();
    claims.bind(hud, 'danger', () => 0.2);
    claims.bind(battle, 'danger', () => 1);
    poll();
    claims.end(battle);
    claims.settle();
    poll();
    expect(values.danger).toBe(0.2);
  });

  test('that was unbound leaves its last value, which ends with the scene', () => {
    const { claims, values, poll } = claimsOf();
    claims.bind(forest, 'danger', () => 0.7);
    poll();
    claims.unbind('danger');
    poll();
    expect(values.danger).toBe(0.7);
    claims.end(forest);
    claims.settle();
    expect(values.danger).toBe(0);
  });

  test('of the game is read for as long as the game runs', () => {
    const { claims, values, poll } = claimsOf();
    claims.bind(null, 'danger', () => 0.6);
    claims.bind(forest, 'danger', () => 1);
    claims.end(forest);
    claims.settle();
    poll();
    expect(values.danger).toBe(0.6);
  });
});

describe('music that begins anew', () => {
  test('hears getters and values again; a saved game brings its own values', () => {
    const { claims, sent, getters } = claimsOf();
    claims.signal(forest, 'place', 'bridge');
    claims.bind(hud, 'danger', () => 0.5);
    getters.clear();
    sent.length = 0;
    claims.resend(false);
    expect([sent, getters.has('danger')]).toEqual([[], true]);
    claims.resend(true);
    expect(sent).toEqual(['place=bridge']);
  });
});
