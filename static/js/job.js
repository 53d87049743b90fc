/* Keep the page of a job up to date while there is something to come.

   Without this file the link on the page shows the same. The sentence on how the
   job stands is a live region: it is touched only when it changes. */
(() => {
  "use strict";

  const EVERY_MS = 2000;
  const byId = (root, id) => root.getElementById(id);

  function renew(fresh, id) {
    const here = byId(document, id);
    const there = byId(fresh, id);
    if (here && there && here.textContent !== there.textContent) {
      here.replaceChildren(...document.importNode(there, true).childNodes);
    }
  }

  /* The buttons hold a token that differs every time: only a new stage counts. */
  function renewActions(fresh) {
    const here = byId(document, "job-actions");
    const there = byId(fresh, "job-actions");
    if (here.dataset.stage === there.dataset.stage) {
      return;
    }
    const hadFocus = here.contains(document.activeElement);
    here.replaceWith(document.importNode(there, true));
    if (hadFocus) {
      byId(document, "job-state").focus();
    }
  }

  async function look() {
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) {
        const text = await answer.text();
        const fresh = new DOMParser().parseFromString(text, "text/html");
        if (byId(fresh, "job-actions")) {
          renew(fresh, "job-state");
          renew(fresh, "job-progress");
          renewActions(fresh);
        }
      }
    } catch {
      /* the server is away for a moment: the next look may find it */
    }
    waitAndLook();
  }

  function waitAndLook() {
    if ("live" in byId(document, "job-actions").dataset) {
      window.setTimeout(look, EVERY_MS);
    }
  }

  waitAndLook();
})();
