/* The form of a new request: the address of a postal code while it is typed.
   Without this the button below the form does the same. */

"use strict";

(() => {
  const form = document.querySelector("[data-request]");
  if (!form) return;

  const postcode = form.elements.postal_code;
  const address = form.elements.address;
  const found = form.querySelector("[data-found]");
  const DIGITS = 7;
  const COMPOSING = 229;
  let asked = "";
  let filled = "";

  form.querySelector("[data-lookup]").hidden = true;

  const digitsOf = (text) => text.normalize("NFKC").replace(/[^0-9]/g, "");

  const fill = (text) => {
    // what somebody typed stays
    if (!text || (address.value && address.value !== filled)) return;
    address.value = text;
    filled = text;
    found.textContent = text;
    if (document.activeElement === address) toEnd();
  };

  const lookUp = async () => {
    const digits = digitsOf(postcode.value);
    if (digits.length !== DIGITS || digits === asked) return;
    asked = digits;
    const body = new URLSearchParams({ postal_code: digits });
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(form.dataset.address, { method: "POST", body, headers });
      if (answer.ok) fill((await answer.json()).address);
    } catch {
      // the address is typed then
      asked = "";
    }
  };

  const toEnd = () => {
    const end = address.value.length;
    address.setSelectionRange(end, end);
  };

  postcode.addEventListener("input", (event) => {
    if (!event.isComposing) lookUp();
  });
  postcode.addEventListener("compositionend", lookUp);
  // the tab key selects all: the street number goes behind, not instead
  address.addEventListener("focus", () => window.requestAnimationFrame(toEnd));

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
