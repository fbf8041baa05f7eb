/** The start of a command line in help texts. The build of the package replaces this module. */

/** How a user of this repository starts a command. */
export const commandLine = (name: string): string => `npm run --silent ${name} --`;
