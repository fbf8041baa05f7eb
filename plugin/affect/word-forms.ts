/** From a form or an American spelling of an English word to the words that it may come from: `wolves`, `fought`, `happier`, `gray`. */

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  `won=win fought=fight ran=run died=die dying=die wept=weep lost=lose fled=flee flew=fly flown=fly rode=ride ridden=ride sang=sing
sung=sing drank=drink ate=eat eaten=eat slept=sleep dreamt=dream met=meet left=depart stole=steal stolen=steal broke=break fell=fall
fallen=fall rose=rise risen=rise arose=arise awoke=awake awoken=awake woke=wake woken=wake hid=hide hidden=hidden found=find built=build
bought=buy sold=sell taught=teach caught=caught shot=shoot slain=slay slew=slay swam=swim sank=sink blew=blow froze=freeze shook=shake
wolves=wolf elves=elf dwarves=dwarf thieves=thief leaves=leaf knives=knife wives=wife lives=life children=child men=man women=woman
people=people mice=mouse feet=foot teeth=tooth geese=goose dice=die lay=lie tore=tear wore=wear drew=draw threw=throw grew=grow knew=know
told=tell said=say heard=hear felt=feel stood=stand sat=sit saw=see seen=see spoke=speak bled=bleed led=lead lit=light worse=bad worst=bad
better=good best=good gray=grey armor=armour honor=honour valor=valour rumor=rumour humor=humour theater=theatre`
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

/** Endings, and what may stand in their place; longer ones first. */
const ENDINGS: readonly (readonly [ending: string, instead: readonly string[]])[] = [
  ['iness', ['y']],
  ['ness', ['']],
  ['fully', ['', 'ful']],
  ['ingly', ['', 'e', 'ing']],
  ['ility', ['ile', 'le']],
  ['iest', ['y']],
  ['ier', ['y']],
  ['ies', ['y', 'ie']],
  ['ied', ['y']],
  ['ily', ['y']],
  ['ment', ['']],
  ['ing', ['', 'e']],
  ['est', ['', 'e']],
  ['ers', ['', 'e', 'er']],
  ['es', ['', 'e']],
  ['ed', ['', 'e']],
  ['er', ['', 'e']],
  ['ly', ['', 'le']],
  ['s', ['']],
  ['y', ['']],
];
const SHORTEST_STEM = 3;

/** A word, then the words it may come from, likeliest first. Only those that a dictionary has mean anything. */
export function formsOf(word: string): readonly string[] {
  const forms = [word];
  const base = IRREGULAR.get(word);
  if (base !== undefined) forms.push(base);
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    if (stem.length < SHORTEST_STEM) continue;
    for (const end of instead) forms.push(stem + end);
    // `stopped`, `running`, `bigger`
    if (stem.at(-1) === stem.at(-2)) forms.push(stem.slice(0, -1));
  }
  return forms;
}
