// Questions the browser answers about the page it shows. Each returns a list of
// sentences, empty when nothing is wrong.

const MOST = 12;
const POINTED_AT = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const REACHED = `${POINTED_AT}, [tabindex="0"]`;

function name(element) {
  const text = (element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 30);
  const place = element.closest("[class]");
  return `<${element.tagName.toLowerCase()}> ${text} [${place ? place.className : ""}]`;
}

function isShown(element) {
  const box = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
}

function isVisuallyHidden(element) {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.clipPath.startsWith("inset(50%") || style.clip === "rect(0px, 0px, 0px, 0px)") return true;
    if (style.position === "absolute" && at.clientWidth <= 1 && at.clientHeight <= 1) return true;
  }
  return false;
}

function structure(lang) {
  const found = [];
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) found.push(`${headings} h1`);
  if (document.documentElement.lang !== lang) found.push(`lang is ${document.documentElement.lang}`);
  if (!document.title.trim() || document.title.trim().startsWith("|")) found.push("no title");
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  for (const place of document.querySelectorAll("[placeholder], [disabled], [style], script:not([src])")) {
    found.push(`placeholder, disabled, inline style or script: ${name(place)}`);
  }
  for (const place of document.querySelectorAll("main :not(select, textarea)")) {
    const keepsLines = getComputedStyle(place).whiteSpace.startsWith("pre");
    if (keepsLines && place.firstChild?.nodeType === Node.TEXT_NODE && /^\s*\n/.test(place.firstChild.data)) {
      found.push(`begins with an empty line: ${name(place)}`);
    }
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(link.hash.slice(1))) found.push(`link to nothing: ${link.hash}`);
  }
  return found;
}

function standsInText(element) {
  if (!["inline", "inline-block"].includes(getComputedStyle(element).display)) return false;
  const around = element.parentElement.innerText.replace(element.innerText, "").trim();
  return getComputedStyle(element).display === "inline" && around.length > 0;
}

function targets() {
  const found = [];
  for (const element of document.querySelectorAll(POINTED_AT)) {
    if (!isShown(element) || isVisuallyHidden(element) || standsInText(element)) continue;
    const places = [element, ...(element.labels || [])].map((place) => place.getBoundingClientRect());
    if (!places.some((box) => box.width >= 23.5 && box.height >= 23.5)) {
      const box = places[0];
      found.push(`target of ${box.width.toFixed(0)} x ${box.height.toFixed(0)} px: ${name(element)}`);
    }
  }
  return found.slice(0, MOST);
}

function isCovered(element) {
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const box = boxes[0];
  if (!box) return true;
  const x = Math.min(Math.max(box.left + Math.min(box.width, innerWidth) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return !(top && (top === element || element.contains(top) || top.contains(element)));
}

function focus() {
  const all = [...document.querySelectorAll(REACHED)].filter((one) => one.checkVisibility());
  const step = Math.max(1, Math.floor(all.length / 60));
  const found = [];
  for (let at = 0; at < all.length; at += step) {
    const element = all[at];
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) {
      found.push(`takes no focus: ${name(element)}`);
      continue;
    }
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
      found.push(`focus not seen: ${name(element)}`);
    } else if (isCovered(element)) {
      found.push(`focus covered: ${name(element)}`);
    }
  }
  if (document.activeElement) document.activeElement.blur();
  scrollTo(0, 0);
  return found.slice(0, MOST);
}

function scrollsByItself(element) {
  return ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
}

function isLabelledRegion(element) {
  const label = element.getAttribute("aria-label")
    || (document.getElementById(element.getAttribute("aria-labelledby"))?.innerText ?? "");
  return element.getAttribute("role") === "region" && element.tabIndex === 0 && label.trim() !== "";
}

function sideways() {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} px wide`);
  for (const element of document.querySelectorAll("body *")) {
    if (scrollsByItself(element)) {
      const isForm = ["TEXTAREA", "INPUT", "SELECT"].includes(element.tagName);
      if (!isForm && element.scrollWidth > element.clientWidth + 1 && !isLabelledRegion(element)) {
        found.push(`scrolls without a label: ${name(element)}`);
      }
    } else if (page.scrollWidth > innerWidth && element.getBoundingClientRect().right > innerWidth + 1) {
      found.push(`sticks out: ${name(element)}`);
    }
  }
  return found.slice(0, MOST);
}

function clipped() {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((one) => ["hidden", "clip"].includes(one));
    if (!hides || !isShown(element) || isVisuallyHidden(element) || !element.innerText?.trim()) continue;
    const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (isCut) found.push(`cut off: ${name(element)}`);
  }
  return found.slice(0, MOST);
}

function paper() {
  return [...document.querySelectorAll("nav, .skip-link, button")]
    .filter((element) => isShown(element))
    .map((element) => `printed though it leads nowhere: ${name(element)}`)
    .slice(0, MOST);
}
