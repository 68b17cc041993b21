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

/// Clauses that go on about the speaker instead of what is said: ", citing costs", ", while
/// touring the port".
bool leaves_content(const Reading& r, int child) {
    const Annotation& tree = r.tree;
    if (tree.dep[child] == Dep::parataxis) return true;
    if (tree.dep[child] != Dep::advcl || !after_comma(tree, child)) return false;
    if (tree.tag[child] == Tag::VBG && tree.child(child, Dep::mark) < 0) {
        const std::string_view lemma = tree.lemma(child);
        return r.lexicon.verbs.count(lemma) || lemma == "refer" || lemma == "address" || lemma == "speak";
    }
    const std::string_view mark = preposition_of(tree, child);
    return mark == "while" || mark == "after" || mark == "when";
}

/// End of what hangs on the cue from `from` on: its content with trailing phrases that the parser
/// hung too high, up to a coordinated verb or a clause about the speaker.
int content_end(const Reading& r, int cue, int from, bool to_comma) {
    const Annotation& tree = r.tree;
    int end = tree.right[from];
    for (int c = tree.next_sibling[from]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] == Dep::conj || tree.dep[c] == Dep::cc || leaves_content(r, c)) break;
        if (to_comma && after_comma(tree, c)) break;
        const int time = r.mentions.time_of_token[c];
        if (to_comma && (r.lexicon.channel_at(tree, c) != ChannelSort::none || time >= 0)) break;
        if (tree.dep[c] != Dep::punct) end = tree.right[c];
    }
    return std::min(end, std::max(tree.right[cue], tree.right[from]));
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

std::optional<TokenRange> clause_right(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    const bool plain = !cue.takes(Take::object) && !cue.takes(Take::infinitive);
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb || is_tail(r, c, cue)) continue;
        const TokenRange below = tree.subtree(c);
        bool content = tree.dep[c] == Dep::ccomp && (r.finite(below) || tree.child(c, Dep::nsubj) >= 0);
        // A comma or nothing before it: the clause was hung on as a free one.
        if (tree.dep[c] == Dep::parataxis && r.finite(below))
            content = below.begin == verb + 1 || tree.lower(below.begin - 1) == ":" || tree.lower(below.begin - 1) == ",";
        if (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::dep || tree.dep[c] == Dep::acl_relcl ||
            tree.dep[c] == Dep::advcl)
            content = plain && !after_comma(tree, c) && r.finite({below.begin, content_end(r, verb, c, false)});
        if (content) return TokenRange{below.begin, content_end(r, verb, c, false)};
        if (tree.dep[c] == Dep::conj || tree.dep[c] == Dep::parataxis || tree.dep[c] == Dep::cc) break;
    }
    return std::nullopt;
}

/// Where the words of the cue's own clause begin: its subject or auxiliary.
int clause_begin(const Reading& r, int verb) {
    int begin = verb;
    for (int c = r.tree.first_child[verb]; c >= 0 && c < verb; c = r.tree.next_sibling[c])
        if (r.tree.dep[c] == Dep::nsubj || r.tree.dep[c] == Dep::aux || r.tree.dep[c] == Dep::advmod ||
            r.tree.dep[c] == Dep::nsubj_pass || r.tree.dep[c] == Dep::aux_pass)
            begin = std::min(begin, r.tree.left[c]);
    return begin;
}

/// First token of a sentence's own words, after a dateline.
int words_begin(const Reading& r, TokenRange sentence) {
    int begin = sentence.begin;
    const Span dateline = r.mentions.dateline_span;
    while (!dateline.empty() && begin < sentence.end && r.text.span(begin).begin < dateline.end) ++begin;
    return begin;
}

/// "…, the minister said.": the clause before the cue.
std::vector<TokenRange> clause_left(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    const int first = words_begin(r, sentence);
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if ((tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::parataxis || tree.dep[c] == Dep::advcl || tree.dep[c] == Dep::dep) &&
            (tree.dep[c] == Dep::ccomp || (tree.child(c, Dep::mark) < 0 && clause_begin(r, verb) >= tree.right[c])) &&
            r.finite(tree.subtree(c)))
            return {{std::max(first, std::min(tree.left[verb], tree.left[c])), tree.right[c]}};
    const int head = tree.head[verb];
    const bool hung = tree.dep[verb] == Dep::parataxis || tree.dep[verb] == Dep::discourse;
    if (hung && head >= 0 && after_comma(tree, verb)) {
        const TokenRange whole{std::max(first, tree.left[head]), tree.right[head]};
        std::vector<TokenRange> pieces{{whole.begin, tree.left[verb]}};
        if (head > verb || tree.right[verb] + 2 < whole.end) {
            const TokenRange rest{tree.right[verb], whole.end};
            if (r.tree.tag[rest.begin] == Tag::COMMA && rest.size() > 2 && head > verb) pieces.push_back(rest);
        }
        return pieces;
    }
    return {};
}

/// What the tree failed to show: a clause before a closing ", X said" or after "X said".
std::vector<TokenRange> clause_by_marks(const Reading& r, int verb, const Cue& cue, int subject) {
    const Annotation& tree = r.tree;
    if ((cue.kind != "say" && cue.kind != "write") || subject < 0 || tree.tag[verb] == Tag::VBG) return {};
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    const int first = words_begin(r, sentence);
    const int mention = mention_at(r, subject);
    const int begin = std::min(clause_begin(r, verb), mention >= 0 && subject < verb ? r.mentions.mentions[mention].tokens.begin : verb);
    const TokenRange rest{verb + 1, sentence.end};
    if (!r.finite(rest) && begin > first + 2 && (tree.tag[begin - 1] == Tag::COMMA || is_quote_mark(tree, begin - 1)) &&
        r.finite({first, begin}) && sentence.end - verb < 16)
        return {{first, begin}};
    if (cue.takes(Take::clause) && r.finite(rest) && subject < verb && verb - subject < 12 &&
        (tree.head[verb] < 0 || tree.dep[verb] == Dep::conj)) {
        if (tree.lower(verb + 1) == "that" || tree.is_proper(verb + 1) || tree.is_pronoun(verb + 1) || tree.tag[verb + 1] == Tag::DT)
            return {rest};
    }
    return {};
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

TokenRange after_to(const Reading& r, int verb, int infinitive) {
    int begin = infinitive;
    for (int t = r.tree.left[infinitive]; t < infinitive; ++t)
        if (r.tree.tag[t] == Tag::TO && r.tree.head[t] == infinitive) { begin = t + 1; break; }
    const int end = r.tree.head[infinitive] == verb ? content_end(r, verb, infinitive, false) : r.tree.right[infinitive];
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
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::iobj) return c;
        if (tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::xcomp) return tree.child(c, Dep::nsubj);
    }
    return -1;
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

std::optional<Content> object_content(const Reading& r, int verb, const Cue& cue) {
    const int object = object_under(r.tree, verb);
    if (object < 0 || (r.tree.is_pronoun(object) && cue.kind != "judge")) return std::nullopt;
    if (const int clause = cue.kind == "express" ? clause_in_noun(r, object) : -1; clause >= 0)
        return Content{{{r.tree.left[clause], std::max(r.tree.right[clause], r.tree.right[object])}}, -1, Take::clause};
    return Content{{{r.tree.left[object], content_end(r, verb, object, true)}}, -1, Take::object};
}

std::optional<Content> object_name_content(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    const int first = tree.child(verb, Dep::iobj) > verb ? tree.child(verb, Dep::iobj) : object_under(tree, verb);
    if (first < 0 || tree.tag[first] == Tag::VBG) return std::nullopt;
    int name = -1;
    for (int c = tree.next_sibling[first]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::obj) { name = c; break; }
    const bool quoted = r.quote_of[tree.right[first] - 1] >= 0 && r.quote_of[tree.left[first]] < 0;
    const int clause = tree.child(verb, Dep::ccomp);
    if (name < 0 && !quoted && clause < verb) return std::nullopt;
    if (name >= 0 && tree.left[name] < name && tree.tag[tree.left[name]] == Tag::TO) return std::nullopt;
    const int last = name >= 0 ? name : quoted ? first : clause;
    return Content{{{tree.left[first], content_end(r, verb, last, true)}}, -1, Take::object_name};
}

std::optional<Content> object_phrase_content(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    const int object = object_under(tree, verb);
    if (object < 0) return std::nullopt;
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

std::optional<Content> clause_content(const Reading& r, int verb, const Cue& cue) {
    if (auto left = clause_left(r, verb); !left.empty()) return Content{std::move(left), -1, Take::clause};
    if (auto right = clause_right(r, verb, cue)) return Content{{*right}, -1, Take::clause};
    if (auto marks = clause_by_marks(r, verb, cue, subject_of(r, verb).head); !marks.empty())
        return Content{std::move(marks), -1, Take::clause};
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
            const int infinitive = infinitive_under(tree, verb, object);
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

std::optional<Content> content_of(const Reading& r, int verb, const Cue& cue, bool passive) {
    std::optional<Content> found;
    if (passive) {
        found = passive_content(r, verb, cue);
    } else {
        for (const Frame& frame : cue.frames)
            if ((found = frame_content(r, verb, cue, frame))) break;
    }
    if (!found) return found;
    std::vector<TokenRange> pieces;
    for (TokenRange piece : found->pieces)
        if (piece = trimmed(r, piece); !piece.empty() && !piece.contains(verb)) pieces.push_back(piece);
    if (pieces.empty()) return std::nullopt;
    found->pieces = std::move(pieces);
    if (found->addressee < 0 && cue.addressee == "object" && !passive) {
        found->addressee = r.tree.child(verb, Dep::iobj);
        if (found->addressee < 0) found->addressee = r.tree.child(verb, Dep::obj);
    }
    if (found->addressee < 0 && !cue.addressee.empty() && cue.addressee != "object")
        found->addressee = phrase_under(r, verb, cue.addressee);
    if (found->addressee >= 0)
        for (TokenRange piece : found->pieces)
            if (piece.contains(found->addressee)) { found->addressee = -1; break; }
    return found;
}

}  // namespace dragoman::findings
