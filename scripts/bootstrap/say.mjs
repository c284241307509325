/** A step of a long task, on standard output, so that people see that something goes on. @param {string} step */
export function say(step) {
  process.stdout.write(`${step}\n`);
}

/**
 * Ends the command with one sentence that a person can act on.
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
