/** A browser of any engine, as far as the tests need one: pages that are opened, clicked, asked and left. */

/** A page of a browser. Functions that are passed run in the page; they see their argument only. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  /** A real click, in pixels from the top left. */
  click(x: number, y: number): Promise<void>;
  /** A key that is really pressed: a letter, or `Enter`. */
  press(key: string): Promise<void>;
  evaluate<R, A = undefined>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  /** Opens another tab before it, as a player does who looks something up. */
  leave(): Promise<void>;
  /** Closes that tab. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A browser. */
export interface EngineBrowser {
  /** Name and version. */
  readonly version: string;
  open(): Promise<EnginePage>;
  close(): Promise<void>;
}

/** How long a page that works may take for an answer on a busy machine. */
const ANSWER_MS = 20_000;

/** Waits for something in the page and returns it; asks ten times a second. @throws Error after `ms`, also if the page stands still */
export async function until<R, A = undefined>(
  page: EnginePage,
  find: (argument: A) => R | Promise<R>,
  argument?: A,
  ms = 60_000,
): Promise<Exclude<R, false | 0 | '' | null | undefined>> {
  const end = Date.now() + ms;
  const wanted = `${find} ${JSON.stringify(argument) ?? ''}`;
  const late = (why: string) => new Error(`${why} in ${ms / 1000} s: ${wanted}`);
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late('the page did not answer')), ms + ANSWER_MS);
  });
  try {
    for (;;) {
      const found = await Promise.race([page.evaluate(find, argument), stuck]);
      if (found) return found as Exclude<R, false | 0 | '' | null | undefined>;
      if (Date.now() > end) throw late('not');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    clearTimeout(timer);
  }
}
