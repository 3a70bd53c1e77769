/* Paying from inside a frame: Stripe's pages refuse to be framed, so they open in a new
   tab. Cookies may not follow there; a one-time token does. */

const RENEW = 8 * 60 * 1000; // ms; tokens serve for ten minutes
const framed = window.top !== window.self;

const arm = () => document.getElementById("arm-payment")?.click();

const token = (key) => {
  const held = document.getElementById("pay-tokens")?.value;
  return held ? (JSON.parse(held)[key] ?? "") : "";
};

const onSubmit = ({ target: form }) => {
  const waits = form.querySelector?.("[data-frame-waits]");
  if (!waits) return;
  form.target = "_blank";
  form.rel = "noopener";
  // Without a token, the tab says so; with an empty one it would ask to sign in.
  form.elements.pay_token.value = token(form.elements.lookup_key.value) || "none";
  setTimeout(() => {
    waits.click();
    arm(); // what was sent serves no second time
  });
};

export const listenForPayments = () => {
  if (!framed) return;
  addEventListener("submit", onSubmit);
  setInterval(arm, RENEW);
};

let armed = "";

/** Tokens for what the page shows now, once it is alive. */
export const armPayments = () => {
  const shown = [...document.querySelectorAll("[name=lookup_key]")].map(({ value }) => value);
  if (!framed || !shown.length || armed === shown.join()) return;
  armed = shown.join();
  arm();
};
