// What a search puts first: the pages in the language of the question, and of these the ones that a person wrote.
var Scorer = {
  score: ([page, , , , score]) => {
    const asked = new URLSearchParams(window.location.search).get("q") || "";
    const lang = /[\u3400-\u9fff]/.test(asked) ? "zh/" : "en/";
    return score + (page.startsWith(lang) ? 200 : page.startsWith("made/" + lang) ? 100 : 0);
  },
  // The figures of Sphinx.
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
