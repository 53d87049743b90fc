/* Single keys on the list of units. The page does everything without them. */

"use strict";

(() => {
  const list = document.querySelector("[data-keys]");
  if (!list) return;

  const rows = Array.from(list.querySelectorAll("tbody tr"));
  // what takes letters itself; a box and a link do not
  const typing = "textarea, select, [contenteditable], input:not([type=checkbox])";
  const COMPOSING = 229;
  let current = -1;

  const linkOf = (row) => row.querySelector("th a");

  const goTo = (index) => {
    if (!rows.length) return;
    if (rows[current]) rows[current].classList.remove("is-current");
    current = Math.min(Math.max(index, 0), rows.length - 1);
    rows[current].classList.add("is-current");
    linkOf(rows[current]).focus();
  };

  const choose = () => {
    const box = rows[current] && rows[current].querySelector("input[name=unit]");
    if (box) box.click();
  };

  const showKeys = () => {
    const keys = document.getElementById("keys");
    keys.open = true;
    keys.querySelector("summary").focus();
  };

  const leave = (address) => {
    if (address) window.location.assign(address);
  };

  const acts = {
    j: () => goTo(current + 1),
    k: () => goTo(current - 1),
    x: choose,
    "/": () => leave(list.dataset.search),
    n: () => leave(list.dataset.new),
    "?": showKeys,
  };

  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row) current = rows.indexOf(row);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest(typing)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
