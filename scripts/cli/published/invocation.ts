/** The start of a command line in help texts of the published package. Replaces `models/cli/invocation.ts` in its build. */

/** How a user of the package starts a command. */
export const commandLine = (name: string): string => `npx phaser-adaptive-music ${name}`;
