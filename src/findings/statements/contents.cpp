// What is said: the part of the sentence that a cue takes as its content.
//
// The tree says where the content hangs; its borders are drawn with the sentence's own marks in
// view, because a clause under "said" nearly always runs to the end of the sentence, and a parser
// errs there more than anywhere else.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

bool is_mark(const Annotation& tree, int t) {
    switch (tree.tag[t]) {
        case Tag::COMMA: case Tag::COLON: case Tag::PERIOD: case Tag::HYPH: case Tag::NFP: return true;
        default: return false;
    }
}

bool is_quote_mark(const Annotation& tree, int t) {
    return tree.tag[t] == Tag::OPEN_QUOTE || tree.tag[t] == Tag::CLOSE_QUOTE;
}

bool after_comma(const Annotation& tree, int child) {
    const int before = tree.left[child] - 1;
    return before >= 0 && (tree.tag[before] == Tag::COMMA || tree.tag[before] == Tag::COLON);
}

std::string_view preposition_of(const Annotation& tree, int child) {
    int mark = tree.child(child, Dep::case_);
    if (mark < 0) mark = tree.child(child, Dep::mark);
    return mark < 0 ? std::string_view() : tree.lower(mark);
}

bool is_reporting(const Reading& r, int verb) {
    const std::string_view lemma = r.tree.lemma(verb);
    return r.lexicon.cue_at(r.tree, verb) || lemma == "refer" || lemma == "speak" || lemma == "cite";
}

bool has_subject(const Annotation& tree, int verb) {
    return tree.child(verb, Dep::nsubj) >= 0 || tree.child(verb, Dep::nsubj_pass) >= 0 || tree.child(verb, Dep::expl) >= 0;
}

/// First verb after `from`, over adverbs; -1 if another word comes first.
int verb_after(const Reading& r, int from, int end) {
    for (int t = from; t < std::min(end, from + 4); ++t) {
        if (r.tree.is_verb(t)) return t;
        if (r.tree.tag[t] != Tag::RB) return -1;
    }
    return -1;
}

/// Does a coordinated verb after `at` go on with the cue's own subject? "… and denounced".
bool coordinated_cue(const Reading& r, int cue, int at, int end) {
    const Annotation& tree = r.tree;
    const int verb = verb_after(r, at, end);
    const bool same_form = verb >= 0 && (tree.tag[verb] == tree.tag[cue] || (tree.tag[verb] == Tag::VBN && tree.tag[cue] == Tag::VBD));
    if (!same_form || has_subject(tree, verb)) return false;
    if (tree.head[verb] == cue) return tree.tag[verb] == tree.tag[cue];
    if (!r.lexicon.cue_at(tree, verb)) return false;
    if (tree.dep[verb] == Dep::conj && main_verb(tree, verb, tree.head[verb]) == cue) return true;
    // "He said he was glad and denounced the ban": the parser hangs it on the inner clause.
    // "He said the talks were dead and denounced": things denounce nothing.
    const int inner = tree.head[verb];
    const int subject = inner < 0 ? -1 : tree.child(inner, Dep::nsubj);
    return subject >= 0 && (tree.is_pronoun(subject) || is_thing(r, subject));
}

/// "…, officials said." at a comma: the cue clause of the sentence around.
bool closing_cue(const Reading& r, int comma, int end) {
    for (int t = comma + 1; t < std::min(end, comma + 14); ++t) {
        if (r.quote_of[t] >= 0 || r.tree.tag[t] == Tag::CC || r.tree.tag[t] == Tag::WDT || r.tree.tag[t] == Tag::WP) return false;
        if (!r.finite({t, t + 1})) continue;
        const Cue* cue = r.lexicon.cue_at(r.tree, t);
        return cue && (cue->kind == "say" || cue->kind == "write") && end - t < 10 && !r.finite({t + 1, end}) && r.tree.child(t, Dep::obj) < 0;
    }
    return false;
}

/// The place where a clause under a cue ends because the sentence turns back to the speaker: a
/// reporting participle, a coordinated cue, another source.
int turn_back(const Reading& r, int cue, TokenRange range) {
    const Annotation& tree = r.tree;
    for (int t = range.begin + 1; t + 1 < range.end; ++t) {
        const std::string_view next = tree.lower(t + 1);
        if (is_quote_mark(tree, t)) {  // "…," further saying
            const int verb = verb_after(r, t + 1, range.end);
            if (verb >= 0 && tree.tag[verb] == Tag::VBG && r.quote_of[verb] < 0 && is_reporting(r, verb)) return t + 1;
        }
        if (r.quote_of[t] >= 0) continue;
        if (tree.tag[t] == Tag::COMMA) {
            if (closing_cue(r, t, range.end)) return t;
            const int verb = verb_after(r, t + 1, range.end);
            if (verb >= 0 && tree.tag[verb] == Tag::VBG && is_reporting(r, verb)) return t;
            if (next == "according") return t;
            if (next == "with")
                for (int u = t + 2; u < std::min(range.end, t + 8); ++u)
                    if (tree.tag[u] == Tag::VBG && r.lexicon.cue_at(tree, u)) return t;
            if (next == "while" && t + 2 < range.end && tree.tag[t + 2] == Tag::VBG) return t;
        }
        if (tree.tag[t] == Tag::CC && coordinated_cue(r, cue, t + 1, range.end))
            return tree.tag[t - 1] == Tag::COMMA ? t - 1 : t;
        if (tree.lower(t) == ";")
            for (int u = t + 1; u < std::min(range.end, t + 12); ++u)
                if (tree.is_verb(u) && tree.tag[u] != Tag::VB && r.lexicon.cue_at(tree, u)) return t;
        if (next == "while" && t + 2 < range.end && tree.tag[t + 2] == Tag::VBG && is_reporting(r, t + 2)) return t + 1;
    }
    return range.end;
}

/// End of what hangs on the cue from `from` on: its content with trailing phrases that the parser
/// hung too high, up to a coordinated verb of the cue's own subject.
int content_end(const Reading& r, int cue, int from, bool object) {
    const Annotation& tree = r.tree;
    int end = tree.right[from];
    for (int c = tree.next_sibling[from]; c >= 0; c = tree.next_sibling[c]) {
        const bool second_verb = tree.dep[c] == Dep::conj && !has_subject(tree, c) && tree.tag[c] == tree.tag[cue];
        if (second_verb || (object && ((tree.dep[c] == Dep::conj && tree.is_verb(c)) || after_comma(tree, c)))) break;
        if (object && (r.lexicon.channel_at(tree, c) != ChannelSort::none || r.mentions.time_of_token[c] >= 0)) break;
        if (tree.dep[c] == Dep::parataxis && tree.lower(tree.left[c] > 0 ? tree.left[c] - 1 : 0) == ";") break;
        if (tree.dep[c] != Dep::punct && tree.dep[c] != Dep::cc) end = tree.right[c];
    }
    end = std::min(end, std::max(tree.right[cue], tree.right[from]));
    return turn_back(r, cue, {tree.left[from], end});
}

/// An object ends where a comma leads on to something about it: ", beyond the one …", ", which …".
TokenRange short_object(const Reading& r, TokenRange range, int head) {
    const Annotation& tree = r.tree;
    for (int t = head + 1; t + 1 < range.end; ++t) {
        if (r.quote_of[t] >= 0) continue;
        const Tag next = tree.tag[t + 1];
        if (tree.tag[t] == Tag::COMMA && (next == Tag::IN || next == Tag::WDT || next == Tag::WP || next == Tag::VBG || next == Tag::WRB || next == Tag::WPS))
            return {range.begin, t};
        if (tree.tag[t] == Tag::WDT && tree.lower(t) == "which" && tree.tag[t - 1] != Tag::IN) return {range.begin, t};
    }
    return range;
}

/// May stand between a cue and its clause: "said on Friday in Geneva, through an aide, that".
bool is_tail(const Reading& r, int child, const Cue& cue) {
    switch (r.tree.dep[child]) {
        case Dep::advmod: case Dep::compound_prt: case Dep::punct: case Dep::iobj: case Dep::nsubj: case Dep::obl:
        case Dep::obl_unmarked: case Dep::obl_agent: case Dep::aux: case Dep::discourse: case Dep::mark: case Dep::nmod:
        case Dep::nmod_unmarked: case Dep::nsubj_pass: case Dep::expl:
            return true;
        case Dep::obj:
            return cue.addressee == "object" || r.lexicon.channel_at(r.tree, child) != ChannelSort::none;
        default:
            return false;
    }
}

/// The subject that the parser tore from its clause: a noun phrase between the cue and a clause
/// without one ("said [Britain] [will be allowed]").
int torn_subject(const Reading& r, int verb, int clause, const Cue& cue) {
    const Annotation& tree = r.tree;
    if (has_subject(tree, clause)) return -1;
    const bool inverted = tree.child(verb, Dep::nsubj) > verb;
    for (int c = tree.first_child[verb]; c >= 0 && c < clause; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::nsubj && !inverted) return c;
        if (tree.dep[c] == Dep::nsubj && tree.child(verb, Dep::nsubj) != c) return c;
        if (tree.dep[c] == Dep::obj && cue.addressee != "object") return c;
        const int left = tree.left[c];
        if (tree.dep[c] == Dep::obl && (tree.lower(left) == "up" || (left > verb + 1 && tree.lower(left - 1) == "up"))) return c;  // "up to ten people died"
    }
    return -1;
}

/// "told reporters [the bridge was safe]": the clause hung on the addressee like a relative one.
int clause_on_addressee(const Reading& r, int addressee) {
    const Annotation& tree = r.tree;
    if (tree.dep[addressee] != Dep::obj && tree.dep[addressee] != Dep::iobj) return -1;
    for (int c = tree.first_child[addressee]; c >= 0; c = tree.next_sibling[c]) {
        if (c < addressee || (tree.dep[c] != Dep::acl_relcl && tree.dep[c] != Dep::acl && tree.dep[c] != Dep::ccomp)) continue;
        const int subject = tree.child(c, Dep::nsubj) >= 0 ? tree.child(c, Dep::nsubj) : tree.child(c, Dep::nsubj_pass);
        const bool relative = subject < 0 || tree.tag[subject] == Tag::WDT || tree.tag[subject] == Tag::WP;
        if (!relative && r.finite(tree.subtree(c)) && tree.tag[tree.left[c]] != Tag::WP && tree.tag[tree.left[c]] != Tag::WDT) return c;
    }
    return -1;
}

std::optional<TokenRange> clause_right(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    const bool plain = !cue.takes(Take::object) && !cue.takes(Take::infinitive) && !cue.takes(Take::object_phrase);
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        const TokenRange below = tree.subtree(c);
        const bool that = below.begin == verb + 1 && tree.lower(verb + 1) == "that" && tree.tag[verb + 1] == Tag::IN;
        if (!that && is_tail(r, c, cue)) {
            if (const int inner = cue.addressee == "object" ? clause_on_addressee(r, c) : -1; inner >= 0)
                return TokenRange{tree.left[inner], content_end(r, verb, c, false)};
            continue;
        }
        if (!that && tree.tag[c] == Tag::VBG && !has_subject(tree, c) && is_reporting(r, c)) continue;
        bool content = that || (tree.dep[c] == Dep::ccomp && (r.finite(below) || tree.child(c, Dep::nsubj) >= 0));
        // Nothing, a comma or a colon before it: the clause was hung on as a free one.
        if (tree.dep[c] == Dep::parataxis && r.finite(below))
            content = below.begin == verb + 1 || tree.lower(below.begin - 1) == ":" || tree.lower(below.begin - 1) == ",";
        const bool loose = tree.dep[c] == Dep::obj || tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::dep || tree.dep[c] == Dep::acl_relcl ||
                           (tree.dep[c] == Dep::advcl && tree.child(c, Dep::mark) < 0);
        if (loose)
            content = plain && !after_comma(tree, c) && (tree.tag[c] != Tag::VBG || has_subject(tree, c)) && r.finite({below.begin, content_end(r, verb, c, false)});
        if (content) {
            const int torn = torn_subject(r, verb, c, cue);
            int begin = torn >= 0 ? std::min(tree.left[torn], below.begin) : below.begin;
            if (tree.lower(begin) == "to" && begin > verb + 1 && tree.lower(begin - 1) == "up") --begin;
            return TokenRange{begin, content_end(r, verb, c, false)};
        }
        // "reported both output and [sales had fallen]": a clause hung on as if coordinated
        const int object = tree.child(verb, Dep::obj);
        if (tree.dep[c] == Dep::conj && object > verb && cue.takes(Take::clause) && has_subject(tree, c) && r.finite(below) &&
            tree.child(c, Dep::cc) < 0 && !after_comma(tree, c))
            return TokenRange{tree.left[object], content_end(r, verb, c, false)};
        if (tree.dep[c] == Dep::conj || tree.dep[c] == Dep::parataxis || tree.dep[c] == Dep::cc) break;
    }
    return std::nullopt;
}

/// First token of a sentence's own words, after a dateline.
int words_begin(const Reading& r, TokenRange sentence) {
    int begin = sentence.begin;
    const Span dateline = r.mentions.dateline_span;
    while (!dateline.empty() && begin < sentence.end && r.text.span(begin).begin < dateline.end) ++begin;
    return begin;
}

/// The comma or closing mark before a cue clause that ends its sentence ("…, the minister said on
/// Friday."): no verb of its own may stand before the cue, no clause after it. -1 if there is none.
int mark_before(const Reading& r, int verb, TokenRange sentence, bool takes_object) {
    const Annotation& tree = r.tree;
    if (tree.tag[verb] == Tag::VBN && tree.child(verb, Dep::aux) < 0) return -1;
    for (int t = verb + 1; t < sentence.end; ++t) {
        const std::string_view word = tree.lower(t);
        if (word == ";" || word == "after" || word == "before" || word == "as" || word == "while" || word == "when" || word == "who" ||
            word == "which" || word == "because")
            break;
        if (tree.tag[t] == Tag::COMMA && t + 1 < sentence.end && (tree.tag[t + 1] == Tag::VBG || tree.tag[t + 1] == Tag::RB || tree.tag[t + 1] == Tag::CC)) break;
        if (tree.tag[t] == Tag::CC) break;
        if (word == "that" || r.finite({t, t + 1}) || tree.tag[t] == Tag::TO) return -1;
    }
    const int object = tree.child(verb, Dep::obj);
    if (object > verb && object + 1 < tree.right[verb] + 8 && r.lexicon.channel_at(tree, object) == ChannelSort::none && takes_object) return -1;
    const bool inverted = verb > sentence.begin && (tree.tag[verb - 1] == Tag::COMMA || is_quote_mark(tree, verb - 1));
    bool named = inverted;
    for (int t = verb - 1; t >= std::max(sentence.begin, verb - 24); --t) {
        const Tag next = tree.tag[t + 1];
        if (r.quote_of[t] >= 0 && t + 1 < verb && r.quote_of[t + 1] < 0 && !named) return -1;  // words in marks are the cue's own here
        if (named && (tree.tag[t] == Tag::COMMA || is_quote_mark(tree, t))) {
            const bool clause = next == Tag::CC || next == Tag::WDT || next == Tag::WP || (t + 2 < sentence.end && (tree.tag[t + 2] == Tag::WDT || tree.tag[t + 2] == Tag::WP));
            return clause ? -1 : t;
        }
        if (r.finite({t, t + 1}) && tree.lemma(t) != "have") return -1;
        named = named || tree.is_noun(t) || tree.is_pronoun(t);
    }
    return -1;
}

/// A sentence that begins with a subordinate clause or a participle has its main clause later.
bool in_front(const Reading& r, int first) {
    const std::string_view word = r.tree.lower(first);
    return word == "while" || word == "although" || word == "though" || word == "as" || word == "when" || word == "after" ||
           word == "before" || word == "since" || word == "because";
}

/// "…, the minister said.": the clause before the cue.
std::optional<Content> clause_left(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    const int first = words_begin(r, sentence);
    if (tree.tag[verb] != Tag::VBG) {
        const int mark = mark_before(r, verb, sentence, cue.takes(Take::object));
        if (mark > first + 1 && r.finite({first, mark}) && tree.tag[first] != Tag::VBG && !in_front(r, first))
            return Content{{{first, mark}}, -1, Take::clause, {mark + 1, sentence.end}};
    }
    const int head = tree.head[verb];  // interpolated: "Chile, Ruiz said, will sign"
    if (tree.dep[verb] == Dep::parataxis && head > verb && after_comma(tree, verb) && tree.right[verb] < sentence.end &&
        tree.tag[tree.right[verb]] == Tag::COMMA) {
        const TokenRange whole{std::max(first, tree.left[head]), tree.right[head]};
        return Content{{{whole.begin, tree.left[verb]}, {tree.right[verb], whole.end}}, -1, Take::clause, tree.subtree(verb)};
    }
    return std::nullopt;
}

/// What the tree failed to show: a clause after "X said".
std::optional<TokenRange> clause_by_marks(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    if ((cue.kind != "say" && cue.kind != "write") || tree.tag[verb] == Tag::VB || (tree.tag[verb] == Tag::VBG && cue.takes(Take::object)))
        return std::nullopt;
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    int begin = verb + 1;
    if (begin < sentence.end && tree.tag[begin] == Tag::COMMA)  // "alleged, by way of example, the firm had"
        for (int t = begin + 1; t < std::min(sentence.end, begin + 8); ++t)
            if (tree.tag[t] == Tag::COMMA) { begin = t + 1; break; }
    if (begin >= sentence.end) return std::nullopt;
    // "said in a letter to the board that": over the phrases of the cue's own clause
    const Tag next = tree.tag[begin];
    if (next == Tag::IN || next == Tag::RB || next == Tag::TO || next == Tag::NNP || next == Tag::PRP)
        for (int t = begin + 1; t + 1 < std::min(sentence.end, begin + 14) && !r.finite({t, t + 1}); ++t)
            if (tree.lower(t) == "that" && tree.tag[t + 1] != Tag::NN) { begin = t; break; }
    const bool object = cue.takes(Take::object);
    const bool opens = tree.lower(begin) == "that" || (tree.is_pronoun(begin) && tree.tag[begin] == Tag::PRP) || tree.tag[begin] == Tag::EX ||
                       (!object && (tree.is_proper(begin) || tree.tag[begin] == Tag::DT)) || begin > verb + 1;
    if (tree.tag[begin] == Tag::DT && begin + 1 < sentence.end && r.lexicon.channel_at(tree, begin + 1) != ChannelSort::none) return std::nullopt;
    const TokenRange rest{begin, sentence.end};
    if (!opens || !r.finite(rest)) return std::nullopt;
    return TokenRange{begin, turn_back(r, verb, rest)};
}

/// The infinitive under a verb, or under the object or phrase beside it.
int infinitive_under(const Annotation& tree, int verb, int beside) {
    for (int holder : {verb, beside}) {
        if (holder < 0) continue;
        for (int c = tree.first_child[holder]; c >= 0; c = tree.next_sibling[c])
            if (c > verb && (tree.tag[c] == Tag::VB || tree.child(c, Dep::cop) >= 0) && tree.left[c] < c)
                for (int t = tree.left[c]; t < c; ++t)
                    if (tree.tag[t] == Tag::TO && tree.head[t] == c) return c;
    }
    return -1;
}

/// As above where the infinitive hangs deeper: "encouraging allies such as Chile to act".
int infinitive_deep(const Annotation& tree, int verb, int object) {
    for (int t = object + 1; t + 1 < std::min(tree.right[verb], object + 12); ++t) {
        if (tree.tag[t] != Tag::TO || tree.tag[t + 1] != Tag::VB) continue;
        int at = t + 1;
        for (int step = 0; step < 4 && at >= 0 && at != object && at != verb; ++step) at = tree.head[at];
        return at == object || at == verb ? t + 1 : -1;
    }
    return -1;
}

TokenRange after_to(const Reading& r, int verb, int infinitive) {
    int begin = infinitive;
    for (int t = r.tree.left[infinitive]; t < infinitive; ++t)
        if (r.tree.tag[t] == Tag::TO && r.tree.head[t] == infinitive) { begin = t + 1; break; }
    int end = r.tree.head[infinitive] == verb ? content_end(r, verb, infinitive, false) : r.tree.right[infinitive];
    // Before its main clause a participle's content ends at the comma: "With X urging all to stop, …".
    if (r.tree.dep[verb] == Dep::advcl && r.tree.head[verb] > verb)
        for (int t = begin; t < end; ++t)
            if (r.tree.tag[t] == Tag::COMMA) end = t;
    return {begin, end};
}

/// The object of a verb; a gerund counts ("described seeing").
int object_under(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::obj) return c;
        if ((tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::advcl) && tree.tag[c] == Tag::VBG &&
            !after_comma(tree, c) && preposition_of(tree, c).empty())
            return c;
    }
    return -1;
}

/// Who is urged: the object, or the subject of the clause that the parser made of it.
int urged_under(const Annotation& tree, int verb) {
    int clause = -1;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::iobj) return c;
        if (clause < 0 && (tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::xcomp)) clause = c;
    }
    return clause < 0 ? -1 : tree.child(clause, Dep::nsubj);
}

int phrase_under(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb || r.mentions.time_of_token[c] >= 0) continue;
        switch (tree.dep[c]) {
            case Dep::obl: case Dep::nmod: case Dep::advcl: case Dep::xcomp: case Dep::ccomp: case Dep::obl_agent: case Dep::obl_unmarked:
                if (preposition_of(tree, c) == preposition) return c;
                break;
            default: break;
        }
    }
    return -1;
}

TokenRange after_preposition(const Annotation& tree, int phrase, std::string_view preposition, int end) {
    int begin = tree.left[phrase];
    while (begin < phrase && tree.lower(begin) != preposition) ++begin;
    return {begin < phrase ? begin + 1 : tree.left[phrase], end};
}

/// A that-clause inside an object: "expressed the hope that".
int clause_in_noun(const Reading& r, int noun) {
    const Annotation& tree = r.tree;
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c])
        if (c > noun && (tree.dep[c] == Dep::acl || tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::acl_relcl) &&
            tree.lower(tree.left[c]) == "that" && tree.child(c, Dep::nsubj) != tree.left[c] && r.finite(tree.subtree(c)))
            return c;
    return -1;
}

/// "Exchanged their opinions on a number of issues" names topics, no view.
bool vague_views(const Reading& r, int noun) {
    const std::string_view lemma = r.tree.lemma(noun);
    return (lemma == "opinion" || lemma == "view" || lemma == "thought" || lemma == "idea") && r.tree.tag[noun] == Tag::NNS &&
           r.tree.child(noun, Dep::amod) < 0;
}

std::optional<Content> object_content(const Reading& r, int verb, const Cue& cue) {
    const int object = object_under(r.tree, verb);
    if (object < 0 || (r.tree.is_pronoun(object) && cue.kind != "judge")) return std::nullopt;
    if (const int clause = cue.kind == "express" ? clause_in_noun(r, object) : -1; clause >= 0)
        return Content{{{r.tree.left[clause], std::max(r.tree.right[clause], r.tree.right[object])}}, -1, Take::clause};
    if (vague_views(r, object)) return std::nullopt;
    if (r.tree.tag[object] == Tag::VBG)
        return Content{{{r.tree.left[object], content_end(r, verb, object, false)}}, -1, Take::object, {}};
    return Content{{short_object(r, {r.tree.left[object], content_end(r, verb, object, true)}, object)}, -1, Take::object};
}

/// "Called the raid a disgrace": what directly follows the object is what it is called. Parsers
/// hang the two in many ways, so the words decide.
std::optional<Content> object_name_content(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    int first = -1;
    for (int c = tree.first_child[verb]; c >= 0 && first < 0; c = tree.next_sibling[c])
        if (c > verb && (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::iobj || tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::ccomp) &&
            (tree.is_noun(c) || tree.is_pronoun(c) || tree.tag[c] == Tag::DT))
            first = c;
    if (first < 0 || tree.left[first] > verb + 2) return std::nullopt;
    // The object may itself hang on its name: "called [him a liar]".
    int last = first;
    for (int t = tree.left[first]; t < first; ++t)
        if (tree.is_pronoun(t) && tree.tag[t] == Tag::PRP) { last = t; break; }
    while (last + 1 < tree.right[verb] && (tree.dep[last + 1] == Dep::flat || tree.tag[last + 1] == Tag::POS)) ++last;
    const int name = last + 1;
    if (name >= tree.right[verb]) return std::nullopt;
    const Tag tag = tree.tag[name];
    const bool named = tag == Tag::DT || tag == Tag::PRPS || tag == Tag::OPEN_QUOTE || tag == Tag::JJ || tag == Tag::VBN ||
                       (r.quote_of[name] >= 0 && r.quote_of[last] < 0);
    if (!named) return std::nullopt;
    int end = name + 1;
    while (end < tree.right[verb] && (r.quote_of[end] >= 0 || (!is_mark(tree, end) && tree.tag[end] != Tag::WDT &&
                                                               !(tree.tag[end] == Tag::CC && verb_after(r, end + 1, tree.right[verb]) >= 0))))
        ++end;
    return Content{{{tree.left[first], end}}, -1, Take::object_name, {}};
}

/// "named both A and B as dangers" where the tree has no object: by the preposition's place.
std::optional<Content> object_phrase_by_words(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    for (int t = verb + 2; preposition == "as" && t + 1 < tree.right[verb] && !r.finite({t, t + 1}); ++t)
        if (tree.lower(t) == preposition && tree.head[t] > t && tree.lower(t - 1) != "such" && tree.tag[t - 1] != Tag::COMMA)
            return Content{{{verb + 1, tree.right[tree.head[t]]}}, -1, Take::object_phrase, {}};
    return std::nullopt;
}

std::optional<Content> object_phrase_content(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    const int object = object_under(tree, verb);
    if (object < 0) return object_phrase_by_words(r, verb, preposition);
    int phrase = phrase_under(r, verb, preposition);
    for (int c = tree.first_child[object]; phrase < 0 && c >= 0; c = tree.next_sibling[c])
        if (c > object && preposition_of(tree, c) == preposition) phrase = c;
    if (phrase < object) return std::nullopt;
    const int end = tree.head[phrase] == verb ? content_end(r, verb, phrase, true) : tree.right[object];
    return Content{{{tree.left[object], end}}, -1, Take::object_phrase};
}

/// "The raid was condemned by", "The man was identified as a sailor by".
std::optional<Content> passive_content(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    if (cue.takes(Take::clause))
        if (auto clause = clause_right(r, verb, cue)) return Content{{*clause}, -1, Take::clause};
    int subject = tree.child(verb, Dep::nsubj_pass);
    if (subject < 0) subject = tree.child(verb, Dep::nsubj);
    if (subject < 0) return std::nullopt;
    for (const Frame& frame : cue.frames) {
        if (frame.take == Take::object) return Content{{tree.subtree(subject)}, -1, Take::object};
        if (frame.take != Take::object_phrase) continue;
        const int phrase = phrase_under(r, verb, frame.preposition);
        if (phrase >= 0)
            return Content{{tree.subtree(subject), after_preposition(tree, phrase, frame.preposition, tree.right[phrase])}, -1, Take::object_phrase};
    }
    return std::nullopt;
}

/// What stands between a cue and its clause though the parser took it along: "said yesterday the",
/// "told [the Times] the", "said publicly the".
void set_off(const Reading& r, int verb, const Cue& cue, Content& content) {
    const Annotation& tree = r.tree;
    TokenRange& piece = content.pieces.front();
    if (piece.begin > verb + 1 && tree.tag[piece.begin] == Tag::CC) piece.begin = verb + 1;  // "said [A] and [B were expected]"
    if (piece.begin != verb + 1) return;
    const int time = r.mentions.time_of_token[piece.begin];
    if (time >= 0 && !r.mentions.times[time].modifier_of_noun) {
        const int end = r.mentions.times[time].tokens.end;
        if (end < piece.end && !tree.is_verb(end) && tree.tag[end] != Tag::MD && tree.tag[end] != Tag::COMMA) piece.begin = end;
    } else if (tree.tag[piece.begin] == Tag::RB && tree.lower(piece.begin).ends_with("ly") && piece.size() > 3) {
        ++piece.begin;
    } else if (!cue.companion.empty()) {  // "share [the view that] the truce holds"
        for (int t = piece.begin; t < std::min(piece.end - 1, piece.begin + 5); ++t)
            if (tree.lower(t) == "that") piece.begin = t;
    } else if (cue.addressee == "object" && r.mention_over[piece.begin] >= 0) {
        const Mention& first = r.mentions.mentions[r.mention_over[piece.begin]];
        const int end = first.tokens.end;
        const bool another = end + 1 < piece.end && (tree.tag[end] == Tag::DT || tree.tag[end] == Tag::PRP || tree.tag[end] == Tag::PRPS || tree.tag[end] == Tag::EX);
        if (first.tokens.begin == piece.begin && another) content.addressee = first.head, piece.begin = end;
    }
}

std::optional<Content> clause_content(const Reading& r, int verb, const Cue& cue) {
    if (auto left = clause_left(r, verb, cue)) return left;
    if (auto right = clause_right(r, verb, cue)) return Content{{*right}, -1, Take::clause, {}};
    if (auto right = clause_by_marks(r, verb, cue)) return Content{{*right}, -1, Take::clause, {}};
    return std::nullopt;
}

std::optional<Content> frame_content(const Reading& r, int verb, const Cue& cue, const Frame& frame) {
    const Annotation& tree = r.tree;
    switch (frame.take) {
        case Take::clause: return clause_content(r, verb, cue);
        case Take::infinitive: {
            const int infinitive = infinitive_under(tree, verb, -1);
            if (infinitive < 0 || tree.child(verb, Dep::obj) >= 0) return std::nullopt;
            return Content{{after_to(r, verb, infinitive)}, -1, Take::infinitive};
        }
        case Take::someone_to: {
            int object = urged_under(tree, verb);
            int infinitive = infinitive_under(tree, verb, object);
            if (infinitive < 0 && object > verb) infinitive = infinitive_deep(tree, verb, object);
            if (infinitive < 0) return std::nullopt;
            if (object < 0) object = tree.child(infinitive, Dep::nsubj);
            if (object < 0 || object > infinitive) return std::nullopt;
            return Content{{after_to(r, verb, infinitive)}, object, Take::someone_to};
        }
        case Take::object: return object_content(r, verb, cue);
        case Take::object_name: return object_name_content(r, verb);
        case Take::object_phrase: return object_phrase_content(r, verb, frame.preposition);
        case Take::phrase: {
            int phrase = phrase_under(r, verb, frame.preposition);
            const int object = tree.child(verb, Dep::obj);
            for (int c = object >= 0 ? tree.first_child[object] : -1; phrase < 0 && c >= 0; c = tree.next_sibling[c])
                if (c > object && preposition_of(tree, c) == frame.preposition) phrase = c;
            if (phrase < 0) return std::nullopt;
            const int end = tree.head[phrase] == verb ? content_end(r, verb, phrase, true) : tree.right[phrase];
            return Content{{after_preposition(tree, phrase, frame.preposition, end)}, -1, Take::phrase};
        }
        case Take::phrase_to: {
            const int phrase = phrase_under(r, verb, frame.preposition);
            const int infinitive = phrase < 0 ? -1 : infinitive_under(tree, verb, phrase);
            if (infinitive < 0) return std::nullopt;
            return Content{{after_to(r, verb, infinitive)}, phrase, Take::phrase_to};
        }
        case Take::quote: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

TokenRange trimmed(const Reading& r, TokenRange range) {
    const Annotation& tree = r.tree;
    range.begin = std::max(0, range.begin), range.end = std::min(tree.size(), range.end);
    while (!range.empty() && (is_mark(tree, range.begin) || (tree.lower(range.begin) == "that" && tree.tag[range.begin] == Tag::IN)))
        ++range.begin;
    while (!range.empty() && (is_mark(tree, range.end - 1) || tree.tag[range.end - 1] == Tag::CC)) --range.end;
    if (range.empty()) return range;
    // A quotation that begins inside is taken whole with its marks; half a pair is left out.
    const int last = r.quote_of[range.end - 1];
    if (last >= 0 && r.text.quotes[last].tokens.begin > range.begin && r.text.quotes[last].closed)
        range.end = std::max(range.end, std::min(tree.size(), r.text.quotes[last].tokens.end + 1));
    if (is_quote_mark(tree, range.begin)) {
        const int q = r.quote_of[range.begin];
        if (q < 0 || r.text.quotes[q].tokens.begin != range.begin + 1) ++range.begin;
    }
    if (!range.empty() && is_quote_mark(tree, range.end - 1)) {
        const int q = r.quote_of[range.end - 1];
        if (q < 0 || r.text.quotes[q].tokens.begin - 1 < range.begin) --range.end;
    }
    return range;
}

int whole_quote(const Reading& r, TokenRange range) {
    if (range.empty()) return -1;
    const int q = r.quote_of[range.begin];
    if (q < 0) return -1;
    const TokenRange inside = r.text.quotes[q].tokens;
    return range.end <= inside.end + 1 && inside.end - range.end <= 1 && range.begin <= inside.begin ? q : -1;
}

bool holds_quote(const Reading& r, TokenRange range) {
    for (int t = range.begin; t < range.end; ++t)
        if (r.quote_of[t] >= 0) return true;
    return false;
}

namespace {

/// "up to a thousand": a number, nobody spoken to.
bool counts_up(const Annotation& tree, int phrase) {
    const int left = tree.left[phrase];
    return tree.lower(left) == "up" || (left > 0 && tree.lower(left - 1) == "up");
}

}  // namespace

std::optional<Content> content_of(const Reading& r, int verb, const Cue& cue, bool passive) {
    std::optional<Content> found;
    if (passive) {
        found = passive_content(r, verb, cue);
    } else {
        for (const Frame& frame : cue.frames)
            if ((found = frame_content(r, verb, cue, frame))) break;
    }
    if (!found) return found;
    if (found->take == Take::clause && found->pieces.size() == 1) set_off(r, verb, cue, *found);
    std::vector<TokenRange> pieces;
    for (TokenRange piece : found->pieces) {
        if (r.direct_of[verb] < 0)  // a speech that follows is a statement of its own
            for (int t = piece.begin + 1; t < piece.end; ++t)
                if (r.direct_of[t] >= 0 && r.direct_of[t - 1] < 0) piece.end = t;
        if (piece = trimmed(r, piece); !piece.empty() && !piece.contains(verb)) pieces.push_back(piece);
    }
    if (pieces.empty()) return std::nullopt;
    found->pieces = std::move(pieces);
    if (found->addressee < 0 && cue.addressee == "object" && !passive) {
        found->addressee = r.tree.child(verb, Dep::iobj);
        if (found->addressee < 0) found->addressee = r.tree.child(verb, Dep::obj);
    }
    if (found->addressee < 0 && !cue.addressee.empty() && cue.addressee != "object")
        if (const int phrase = phrase_under(r, verb, cue.addressee); phrase >= 0 && !counts_up(r.tree, phrase)) found->addressee = phrase;
    if (found->addressee >= 0)
        for (TokenRange piece : found->pieces)
            if (piece.contains(found->addressee)) { found->addressee = -1; break; }
    return found;
}

}  // namespace dragoman::findings
