/* Runs before every module: inside another site's page a browser may refuse storage by
   throwing, and the app would not start. A stand-in that forgets is enough for a visit. */
"use strict";
for (const name of ["sessionStorage", "localStorage"]) {
  try {
    window[name].getItem("");
  } catch {
    const kept = new Map();
    const stand_in = {
      getItem: (key) => kept.get(String(key)) ?? null,
      setItem: (key, value) => void kept.set(String(key), String(value)),
      removeItem: (key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
      key: (index) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    };
    Object.defineProperty(window, name, { value: stand_in, configurable: true });
  }
}
if (window.parent !== window) document.documentElement.dataset.embedded = "";
