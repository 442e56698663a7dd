/* Puts what was noted before pages in Sphinx's results, and offers to show one kind alone. Without
   it the results are all there, in Sphinx's order. */
(() => {
  "use strict";

  const words = JSON.parse(document.currentScript.dataset.enWords);
  const sphinx = typeof Search === "undefined" ? undefined : Search;
  if (!sphinx?._performSearch) return;
  const KINDS = ["person", "org", "topic", "series", "year", "event", "talk", "takeaway", "link", "page"];
  const WITH_PAGE = ["talk", "takeaway", "link"]; // of which it is worth saying on which page they are
  const plurals = new Intl.PluralRules(words.language);
  const numbers = new Intl.NumberFormat(words.language);
  const say = (kind, count) =>
    (words[kind][plurals.select(count)] ?? words[kind].other).replace("{count}", numbers.format(count));

  // Sphinx's index has escaped a name that its script escapes again.
  const ESCAPED = /&(amp|lt|gt|quot|#x27);/;
  const unescaped = (text) =>
    ESCAPED.test(text) ? new DOMParser().parseFromString(`<body>${text}`, "text/html").body.textContent : text;

  /* the order: what is called so, what has all words in its name, what has them elsewhere or only
     within other words; then what fits better, then as the index has it, then pages */

  // Words are apart from each other, but for scripts that are written without spaces.
  const SPACELESS = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const begins = (word) => {
    const written = word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return new RegExp(SPACELESS.test(word) ? written : `(?<![\\p{L}\\p{N}])${written}`, "u");
  };
  const closeness = (query) => {
    const whole = query.trim().toLowerCase();
    const words = whole.split(/\s+/).map(begins);
    return ([, title]) => {
      const name = unescaped(title).toLowerCase();
      if (name === whole || name.startsWith(`${whole} · `)) return 2;
      return words.every((word) => word.test(name)) ? 1 : 0;
    };
  };

  let kinds = []; // of the results, in the order in which they are shown
  const kindOf = ([, , anchor, , , , kind]) => {
    const found = kind === "object" ? anchor.match(/^#([a-z]+)-/)?.[1] : "";
    return KINDS.includes(found) && found !== "page" ? found : "page";
  };

  const search = sphinx._performSearch;
  sphinx._performSearch = (...asked) => {
    const { objnames } = sphinx._index;
    const ranks = new Map(Object.entries(objnames).map(([rank, [, , said]]) => [said, Number(rank)]));
    const close = closeness(asked[0]);
    const seen = new Set();
    const found = [];
    const pages = [];
    for (const result of search.apply(sphinx, asked).reverse()) {
      const place = result[0] + result[2];
      const kind = kindOf(result);
      if (kind === "page") {
        pages.push([place, result]);
        continue;
      }
      if (seen.has(place)) continue;
      seen.add(place);
      const said = [...ranks.keys()].filter((name) => result[3]?.startsWith(name));
      const own = said.sort((a, b) => b.length - a.length)[0];
      if (own && !WITH_PAGE.includes(kind)) result[3] = own;
      found.push({ result, kind, rank: ranks.get(own) ?? Infinity, close: close(result) });
    }
    found.sort((a, b) => b.close - a.close || b.result[4] - a.result[4] || a.rank - b.rank);
    // an event is its page
    for (const { kind, result } of found) if (kind === "event") seen.add(result[0]);
    const others = pages.filter(([place]) => !seen.has(place)).map(([, result]) => result);
    kinds = [...found.map(({ kind }) => kind), ...others.map(() => "page")];
    begin();
    return [...found.map(({ result }) => result), ...others].reverse(); // Sphinx takes the last first
  };

  /* one kind alone, which the address says */

  let only = "";
  let row;
  const list = () => document.querySelector("#search-results ul.search");
  const fit = (item) => {
    item.hidden = only !== "" && item.dataset.enKind !== only;
  };

  const choose = (kind) => {
    only = kind;
    for (const button of row.children) {
      button.setAttribute("aria-pressed", String(button.value === only));
    }
    for (const item of list().children) fit(item);
    const address = new URL(location.href);
    if (only) address.searchParams.set("kind", only);
    else address.searchParams.delete("kind");
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // a browser may refuse this to a file
    }
  };

  const isEscaped = (node) => ESCAPED.test(node?.textContent);
  const plain = (node) => {
    if (!isEscaped(node)) return;
    const parts = [...node.childNodes].filter(isEscaped); // what was sought is marked, and stays so
    if (parts.length) return parts.forEach(plain);
    node.textContent = unescaped(node.textContent);
  };

  const begin = () => {
    const there = KINDS.filter((kind) => kinds.includes(kind));
    row = document.createElement("div");
    row.className = "en-kinds";
    if (there.length > 1) {
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", words.kinds);
    } else if (there.length) row.textContent = say(there[0], kinds.length);
    for (const kind of there.length > 1 ? ["", ...there] : []) {
      const button = document.createElement("button");
      button.type = "button";
      button.value = kind;
      button.textContent = say(kind, kind ? kinds.filter((each) => each === kind).length : kinds.length);
      button.addEventListener("click", () => choose(kind));
      row.append(button);
    }
    list().before(row);
    let shown = 0;
    new MutationObserver((changes) => {
      for (const item of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        item.dataset.enKind = kinds[shown];
        shown += 1;
        fit(item);
        plain(item.querySelector("a"));
        plain(item.querySelector("a + span"));
      }
    }).observe(list(), { childList: true });
    const asked = new URLSearchParams(location.search).get("kind");
    choose(there.includes(asked) ? asked : "");
  };
})();
