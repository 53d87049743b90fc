// The decision grid by keyboard: ranges, rows up and down, saving. Everything here
// also works without it: ranges are typed as numbers, every button is a real one.

(() => {
  const form = document.getElementById("grid");
  if (!form) return;
  document.documentElement.classList.add("has-script");

  const boxes = [...form.querySelectorAll("input[name=pick]")];
  const rowsField = document.getElementById("id_bar-rows");
  const picked = document.getElementById("picked");
  const bar = document.getElementById("apply");
  let anchor = 0;

  // an input method still composes: Enter belongs to it
  function composes(event) {
    return event.isComposing || event.keyCode === 229;
  }

  function ranges() {
    const found = [];
    for (const box of boxes) {
      if (!box.checked) continue;
      const at = Number(box.dataset.position);
      const last = found.at(-1);
      if (last && at === last[1] + 1) last[1] = at;
      else found.push([at, at]);
    }
    return found.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(", ");
  }

  function count() {
    const n = boxes.filter((box) => box.checked).length;
    picked.textContent = n ? form.dataset.picked.replace("0", n) : "";
  }

  function say() {
    rowsField.value = ranges();
    count();
  }

  function select(from, to, on) {
    for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) boxes[at].checked = on;
    say();
  }

  // numbers typed into the bar tick the boxes
  function read() {
    const wanted = new Set();
    const text = rowsField.value.normalize("NFKC").replace(/\s*[-‐–―−~〜]\s*/g, "-");
    for (const part of text.split(/[,、\s]+/)) {
      const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
      if (!found) continue;
      const ends = [Number(found[1]), Number(found[2] || found[1])].sort((a, b) => a - b);
      for (let at = ends[0]; at <= Math.min(ends[1], ends[0] + 5000); at += 1) wanted.add(at);
    }
    for (const box of boxes) box.checked = wanted.has(Number(box.dataset.position));
    count();
  }

  function press(act) {
    const button = form.querySelector(`button[name=act][value=${act}]`);
    if (button) form.requestSubmit(button);
  }

  function go(cell, step) {
    const column = [...form.querySelectorAll(`[data-col="${cell.dataset.col}"]`)];
    const next = column[column.indexOf(cell) + step];
    if (!next) return false;
    next.focus();
    if (next.select) next.select();
    return true;
  }

  boxes.forEach((box, at) => {
    box.addEventListener("click", (event) => {
      if (event.shiftKey) select(anchor, at, box.checked);
      else say();
      anchor = at;
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || composes(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = boxes[at + step];
      if (!next) return;
      event.preventDefault();
      if (event.shiftKey) {
        if (!box.checked) anchor = at;
        boxes.forEach((one) => { one.checked = false; });
        select(anchor, at + step, true);
      } else {
        anchor = at + step;
      }
      next.focus();
    });
  });
  rowsField.addEventListener("input", read);

  form.addEventListener("keydown", (event) => {
    if (composes(event)) return;
    const target = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      press(bar.contains(target) ? "apply" : "save");
      return;
    }
    const isLine = target.matches("input[type=text][data-col]");
    if (isLine && ["ArrowDown", "ArrowUp"].includes(event.key) && !event.shiftKey && !event.altKey) {
      // a field with suggestions keeps its arrows for them
      if (target.list && target.value === "") return;
      if (go(target, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (event.key === "Enter" && isLine) {
      event.preventDefault();
      go(target, event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && bar.contains(target) && target.matches("input, select")) {
      event.preventDefault();
      press("apply");
    }
  });

  if (rowsField.value) read();
  else say();
})();
