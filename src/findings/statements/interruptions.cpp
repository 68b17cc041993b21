// Quotations that their cue interrupts: which goes on with which.
#include <algorithm>

#include "findings/statements/borders.h"

namespace dragoman::findings {
namespace {

/// Finite verbs of the clause between two quotations that are no auxiliaries.
int verbs_between(const Reading& r, TokenRange gap) {
    int verbs = 0;
    for (int t = gap.begin; t < gap.end; ++t) verbs += r.finite({t, t + 1}) && r.tree.lemma(t) != "have";
    return verbs;
}

/// The cue clause may be long, "said Ruiz, who was there and saw it, “but": no other cue of it leads to the second
/// quotation.
bool one_cue(const Reading& r, TokenRange gap, int cue) {
    for (int t = cue + 1; t < gap.end; ++t)
        if (speech_cue(r, t) && r.tree.tag[t] != Tag::VBG && r.tree.dep[t] != Dep::acl_relcl) return false;
    return !r.finite({gap.begin, cue});
}

/// Its full stop may stand inside marks: "told “Good Morning.”".
bool ends_sentence(const Reading& r, TokenRange gap) {
    const bool marked = r.tree.tag[gap.end - 1] == Tag::CLOSE_QUOTE && gap.size() > 1;
    return r.tree.tag[gap.end - (marked ? 2 : 1)] == Tag::PERIOD;
}

}  // namespace

const Cue* speech_cue(const Reading& r, int token) {
    if (!r.tree.is_verb(token)) return nullptr;
    const Cue* cue = r.lexicon.cue_at(r.tree, token);
    return cue && (cue->takes(Take::clause) || cue->takes(Take::quote)) ? cue : nullptr;
}

bool runs_on(const Reading& r, TokenRange before, TokenRange quoted) {
    if (before.empty() || r.tree.tag[before.end - 1] != Tag::COMMA) return false;
    const char letter = r.text.word(quoted.begin)[0];
    return letter >= 'a' && letter <= 'z';
}

int interrupted(const Reading& r, int q, int sentence) {
    bool over_words = false;  // words in marks that are no speech stand between
    for (int earlier = q - 1; earlier >= 0 && earlier > q - 8; --earlier) {
        if (r.text.quotes[earlier].parent >= 0) continue;
        const int draft = r.draft_of_quote[earlier];
        if (draft < 0 && r.finite(r.text.quotes[earlier].tokens)) return -1;
        if (draft < 0) {
            over_words = true;
            continue;
        }
        const TokenRange gap{r.text.quotes[earlier].tokens.end + 1, r.text.quotes[q].tokens.begin - 1};
        const int cue = r.drafts[draft].row.cue_token;
        if (gap.begin > gap.end) return -1;
        if (r.text.sentences[r.text.sentence_of(r.text.quotes[earlier].tokens.begin)].paragraph !=
            r.text.sentences[sentence].paragraph)
            return -1;
        if (gap.empty()) return draft;
        const bool next_sentence = gap.end == r.sentence(sentence).begin && ends_sentence(r, gap) &&
                                   r.text.sentence_of(gap.end - 1) == r.text.sentence_of(gap.begin);
        if (over_words && !next_sentence) return -1;
        for (int t = gap.end - 1; !next_sentence && t > std::max(cue, gap.end - 6); --t)
            if (speech_cue(r, t)) return -1;  // "…,” he said, adding that “…"
        if (!gap.contains(cue) || gap.size() > max_clause + (next_sentence ? max_clause : 0)) return -1;
        const bool long_clause = runs_on(r, gap, r.text.quotes[q].tokens) && one_cue(r, gap, cue);
        return next_sentence || verbs_between(r, gap) <= 1 || long_clause ? draft : -1;
    }
    return -1;
}

}  // namespace dragoman::findings
