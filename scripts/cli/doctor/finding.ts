/** What a check of a project found. */

/** The result of one check. `advice` says what to do about a warning or problem. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly what: string;
  readonly advice?: string;
}

/** Makes the findings of one check. */
export function findingsOf(check: string) {
  return {
    ok: (what: string): Finding => ({ check, state: 'ok', what }),
    warning: (what: string, advice: string): Finding => ({ check, state: 'warning', what, advice }),
    problem: (what: string, advice: string): Finding => ({ check, state: 'problem', what, advice }),
  };
}
