/* Answers: to what is typed now. One that came in behind a newer one is asked for again. */

import { showFound } from "./search.js";
import { tellReact } from "./values.js";
import { awaitAnswer } from "./waiting.js";

const PATIENCE = 600; // ms in which the answer to the last letter is still on its way
const repeated = new WeakMap(); // control → the value asked for again

const outdated = (control) => control.isConnected && control.value !== control.dataset.answered;

const askAgain = (control) => {
  if (!outdated(control) || repeated.get(control) === control.value) return;
  repeated.set(control, control.value);
  tellReact(control);
};

/** Say so while the answer to what is typed is slow. */
export const awaitWhatIsTyped = (control) => {
  if ("answered" in control.dataset && outdated(control)) awaitAnswer(control.parentElement);
};

/** Look at what the server has just answered; `data-answered` tells to what. */
export const onAnswer = (control) => {
  awaitWhatIsTyped(control);
  if (outdated(control)) setTimeout(askAgain, PATIENCE, control);
  else {
    repeated.delete(control);
    showFound(control);
  }
};
