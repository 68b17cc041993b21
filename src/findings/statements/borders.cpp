// Marks at which the words of a cue end though the sentence goes on, or begin in a sentence before.
#include <algorithm>

#include "findings/statements/borders.h"

namespace dragoman::findings {

bool is_mark(const Annotation& tree, int t) {
    const Tag tag = tree.tag[t];
    return tag == Tag::COMMA || tag == Tag::COLON || tag == Tag::PERIOD || tag == Tag::HYPH || tag == Tag::NFP;
}

bool is_quote_mark(const Annotation& tree, int t) {
    return tree.tag[t] == Tag::OPEN_QUOTE || tree.tag[t] == Tag::CLOSE_QUOTE;
}

std::string_view preposition_of(const Annotation& tree, int child) {
    int mark = tree.child(child, Dep::case_);
    if (mark < 0) mark = tree.child(child, Dep::mark);
    return mark < 0 ? std::string_view() : tree.lower(mark);
}

bool after_comma(const Annotation& tree, int child) {
    const int before = tree.left[child] - 1;
    return before >= 0 && (tree.tag[before] == Tag::COMMA || tree.tag[before] == Tag::COLON);
}

int verb_after(const Reading& r, int from, int end) {
    for (int t = from; t < std::min(end, from + 4); ++t) {
        if (r.tree.is_verb(t)) return t;
        if (r.tree.tag[t] != Tag::RB) return -1;
    }
    return -1;
}
namespace {

/// A dash between words that stand apart from it; no hyphen.
bool is_dash(const Reading& r, int t) {
    const std::string_view word = r.text.word(t);
    if ((word != "-" && word != "--" && word != "–" && word != "—") || t == 0 || t + 1 >= r.size()) return false;
    return r.text.tokens[t - 1].end < r.text.tokens[t].begin && r.text.tokens[t].end < r.text.tokens[t + 1].begin;
}

}  // namespace

int closing_dash(const Reading& r, int cue, int end) {
    const TokenRange sentence = r.sentence(r.text.sentence_of(cue));
    int before = 0, after = 0, closing = end;
    std::string_view mark;
    for (int t = sentence.begin; t < cue; ++t)
        if (is_dash(r, t) && r.tree.tag[t] != Tag::HYPH) ++before, mark = r.text.word(t);
    if (before % 2 == 0) return end;
    for (int t = cue + 1; t < sentence.end; ++t)
        if (is_dash(r, t) && r.text.word(t) == mark && r.quote_of[t] < 0 && ++after == 1) closing = std::min(end, t);
    return after == 1 ? closing : end;
}

namespace {

/// "while [Novak, her rival, dismissed it]": somebody named, what is said of him between commas, and his cue.
bool other_speaks(const Reading& r, int mark, int comma, int end) {
    const int m = comma > mark + 1 ? r.mention_over[comma - 1] : -1;
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name) return false;
    int close = comma + 1;
    while (close < std::min(end, comma + 14) && r.tree.tag[close] != Tag::COMMA && r.quote_of[close] < 0) ++close;
    return close + 1 < end && r.tree.tag[close] == Tag::COMMA && r.finite({close + 1, close + 2}) &&
           r.lexicon.cue_at(r.tree, close + 1) && can_act(r, r.mentions.mentions[m].entities);
}

}  // namespace

bool own_cue_behind(const Reading& r, int mark, int end) {
    const Annotation& tree = r.tree;
    for (int t = mark + 1; t < std::min(end, mark + 10); ++t) {
        if (r.quote_of[t] < 0 && tree.tag[t] == Tag::COMMA) return other_speaks(r, mark, t, end);
        if (r.quote_of[t] >= 0 || tree.lower(t) == "that") return false;
        if (!r.finite({t, t + 1})) continue;
        const Cue* cue = r.lexicon.cue_at(tree, t);
        const int subject = tree.child(t, Dep::nsubj);
        const int told = tree.child(t, Dep::obj) >= 0 ? tree.child(t, Dep::obj) : tree.child(t, Dep::iobj);
        return cue && cue->kind == "say" && cue->takes(Take::clause) && subject > mark && !tree.is_pronoun(subject) &&
               (told < 0 || !tree.is_pronoun(told));  // "officials told her": she goes on
    }
    return false;
}

bool sets_scene(const Reading& r, TokenRange piece) {
    const Annotation& tree = r.tree;
    if (piece.size() == 1) return tree.tag[piece.begin] == Tag::RB;
    if (piece.empty() || tree.tag[piece.begin] != Tag::IN || r.finite(piece)) return false;
    for (int t = piece.begin + 1; t < std::min(piece.end, piece.begin + 6); ++t)
        if (r.lexicon.channel_at(tree, t) != ChannelSort::none) return true;
    return false;
}

int words_begin(const Reading& r, TokenRange sentence) {
    int begin = sentence.begin;
    const Span dateline = r.mentions.dateline_span;
    while (!dateline.empty() && begin < sentence.end && r.text.span(begin).begin < dateline.end) ++begin;
    const int quote = begin < sentence.end ? r.quote_of[begin] : -1;
    if (quote < 0 || r.text.quotes[quote].single) return begin;
    const int opening = r.text.quotes[quote].tokens.begin - 1;
    return opening >= 0 && opening < begin && r.direct_of[begin] < 0 ? opening : begin;
}

TokenRange goes_on_behind_cue(const Reading& r, int cue, int end) {
    const Annotation& tree = r.tree;
    for (int t = cue + 1; t + 3 < std::min(end, cue + 16); ++t) {
        if (r.quote_of[t] >= 0 || r.finite({t, t + 1})) return {};
        if (tree.tag[t] != Tag::COMMA || tree.tag[t + 1] != Tag::CC) continue;
        const std::string_view subject = tree.lower(t + 2);
        const bool contrast = tree.lower(t + 1) == "but" && (tree.tag[t + 2] == Tag::IN || tree.tag[t + 2] == Tag::TO);
        if (contrast) return r.finite({t + 2, end}) ? TokenRange{} : TokenRange{t + 1, end};
        if (subject != "it" && subject != "they" && subject != "there") return {};
        for (int verb = t + 3; verb < std::min(end, t + 8); ++verb)
            if (r.finite({verb, verb + 1})) return r.lexicon.cue_at(tree, verb) ? TokenRange{} : TokenRange{t + 1, end};
        return {};
    }
    return {};
}

int clause_begin(const Reading& r, int cue, TokenRange clause) {
    const Annotation& tree = r.tree;
    const int next = cue + 1;
    if (clause.begin <= next || clause.size() < 2 || !r.finite(clause)) return clause.begin;
    const std::string_view word = tree.lower(next);
    const auto one_of = [word](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (one_of({"it", "he", "she", "they", "we", "there"}) && r.finite({next + 1, next + 2})) return next;
    const bool leads = one_of({"because", "despite", "like", "unlike", "without", "although", "though", "while"});
    const bool comma = tree.tag[clause.begin] == Tag::COMMA || tree.tag[clause.begin - 1] == Tag::COMMA;
    return leads && comma && tree.tag[next + 1] != Tag::VBG ? next : clause.begin;
}

int over_phrases(const Reading& r, int cue, int end) {
    const Annotation& tree = r.tree;
    int t = cue + 1;
    const auto opens = [&](int at) { return tree.tag[at] == Tag::IN && tree.lower(at) != "that"; };
    if (t >= end || (!opens(t) && r.mentions.time_of_token[t] < 0)) return t;
    for (; t < std::min(end, cue + 16) && tree.tag[t] != Tag::COMMA; ++t)
        if (r.quote_of[t] >= 0 || r.finite({t, t + 1}) || tree.tag[t] == Tag::TO || tree.lower(t) == "that")
            return cue + 1;
    for (int u = t + 1; u < std::min(end, t + 12) && !r.finite({u, u + 1}); ++u)  // "said in Lima, Peru, that …"
        if (tree.lower(u) == "that" && tree.tag[u] == Tag::IN) return cue + 1;
    return t;
}

bool closing_cue(const Reading& r, int comma, int end) {
    for (int t = comma + 1; t < std::min(end, comma + 14); ++t) {
        if (r.quote_of[t] >= 0 || r.tree.tag[t] == Tag::CC || r.tree.tag[t] == Tag::WDT || r.tree.tag[t] == Tag::WP)
            return false;
        if (!r.finite({t, t + 1})) continue;
        const Cue* cue = r.lexicon.cue_at(r.tree, t);
        bool who = t == comma + 1 && t + 1 < end && r.tree.tag[t + 1] != Tag::VBG;
        for (int u = comma + 1; u < t && !who; ++u)
            who = r.tree.is_noun(u) || r.tree.is_pronoun(u) || r.tree.tag[u] == Tag::DT || r.tree.lower(u) == "one";
        if (!who) return false;  // "the man, 34, admitted lying"
        const bool closes = cue && (cue->kind == "say" || cue->kind == "write" || r.tree.lemma(t) == "find");
        return closes && end - t < 14 && !r.finite({t + 1, end}) && r.tree.child(t, Dep::obj) < 0;
    }
    return false;
}

namespace {

/// "[who sells nails]", "[as it leads the polls]"
bool describes(const Annotation& tree, int verb) {
    if (tree.dep[verb] != Dep::acl_relcl && tree.dep[verb] != Dep::advcl) return false;
    const Tag first = tree.tag[tree.left[verb]];
    return first == Tag::IN || (first >= Tag::WDT && first <= Tag::WRB);
}

}  // namespace

bool is_bare_phrase(const Reading& r, TokenRange range) {
    bool described = false;
    for (int t = range.begin; t < range.end; ++t) {
        if (!r.finite({t, t + 1})) continue;
        int at = t;
        for (int step = 0; step < 6 && range.contains(at) && !describes(r.tree, at); ++step) at = r.tree.head[at];
        described = range.contains(at) && describes(r.tree, at);
        if (!described) return false;
    }
    return described;
}

}  // namespace dragoman::findings
